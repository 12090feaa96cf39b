import { Drift } from '@customer-360/backstage-plugin-customer-360-node';
import {
  toLongText,
  toShortText,
  type AccountData,
} from '@customer-360/backstage-plugin-customer-360-common';
import { z } from 'zod';
import type { ReadFacet } from './FacetReads';

const fieldSchema = z
  .union([z.string(), z.number(), z.boolean()])
  .transform(String);

/** The organization, with the fields that config maps. @internal */
export const readAccount: ReadFacet<AccountData> = async reads => {
  const organization = await reads.organization();
  const { account } = reads.config;
  const drift = new Drift();
  const record = {
    source: reads.sourceId,
    id: String(organization.id),
    url: reads.links.organization(organization.id),
  };
  const valueOf = (key: string) =>
    drift
      .optional(
        fieldSchema,
        organization.organization_fields?.[key],
        `The organization field ${key}`,
      )
      ?.trim() || undefined;
  const domain = organization.domain_names?.[0];
  return {
    data: {
      name: toShortText(organization.name),
      domain:
        domain === undefined ? undefined : toShortText(domain).toLowerCase(),
      children: [],
      warnings: account.warnings.flatMap(key => {
        const text = valueOf(key);
        return text === undefined
          ? []
          : [{ ...record, text: toLongText(text) }];
      }),
      fields: account.fields.flatMap(({ field, label }) => {
        const value = valueOf(field);
        return value === undefined
          ? []
          : [{ ...record, key: field, label, value: toLongText(value) }];
      }),
      records: [record],
    },
    missing: drift.missing,
  };
};

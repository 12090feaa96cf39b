import {
  toLongText,
  toShortText,
  type AccountData,
} from '@customer-360/backstage-plugin-customer-360-common';
import type { FacetReader } from '@customer-360/backstage-plugin-customer-360-node';
import { textColumn } from '../queries/columns';
import type { RawRow } from '../queries/readRows';
import type { FacetContext } from './FacetContext';
import { knownAccount } from './knownAccount';

/** Who they are, as the product knows them. */
export function accountReader(facet: FacetContext): FacetReader<AccountData> {
  return {
    async read(account, context) {
      const { row, raw, missing } = await knownAccount(facet, account, context);
      const record = {
        source: facet.source,
        id: account.id,
        url: facet.accountLink({ id: account.id }),
      };
      const fields = mappedFields(facet, raw);
      return {
        missing,
        data: {
          name: short(row.name),
          domain: short(row.domain),
          segment: short(row.segment),
          industry: short(row.industry),
          country: short(row.country),
          timeZone: short(row.time_zone),
          children: [],
          warnings: fields
            .filter(({ pinned }) => pinned)
            .map(({ value }) => ({ ...record, text: value })),
          fields: fields
            .filter(({ pinned }) => !pinned)
            .map(({ key, label, value }) => ({ ...record, key, label, value })),
          records: [record],
        },
      };
    },
  };
}

/** Fields that config maps and that have a value. */
function mappedFields({ fields }: FacetContext, raw: RawRow) {
  return fields.flatMap(({ column, label, pinned }) => {
    const value = textColumn.safeParse(raw[column]);
    return value.success
      ? [{ key: column, label, pinned, value: toLongText(value.data) }]
      : [];
  });
}

function short(text: string | undefined): string | undefined {
  return text === undefined ? undefined : toShortText(text);
}

import { Drift } from '@customer-360/backstage-plugin-customer-360-node';
import {
  toLongText,
  toShortText,
  type AccountData,
} from '@customer-360/backstage-plugin-customer-360-common';
import { nameOf } from '../reads/companyProperties';
import type { CompanyReads } from '../reads/CompanyReads';
import type { PortalInfo } from '../reads/PortalInfo';
import { Properties } from '../values/Properties';
import { TO_CHILD, TO_PARENT } from '../values/relatives';
import { toTimeZone } from '../values/toTimeZone';
import type { ReadFacet } from './FacetReads';

/** Who they are. @internal */
export const readAccount: ReadFacet<AccountData> = async reads => {
  const [company, portal, relatives] = await Promise.all([
    reads.company(),
    reads.portal(),
    readRelatives(reads),
  ]);
  const { account } = reads.config;
  const drift = new Drift();
  drift.addAll(relatives.missing);
  const properties = new Properties(company.properties, drift);
  const short = (name: string | undefined) => {
    const text = properties.text(name);
    return text === undefined ? undefined : toShortText(text);
  };
  const timeZone = properties.text(account.timeZone);
  if (timeZone !== undefined && toTimeZone(timeZone) === undefined) {
    drift.add('The time zone names no zone that is known');
  }
  const record = (id: string) => ({
    source: reads.sourceId,
    id,
    url: portal.urlOf('companies', id),
  });
  const { segment } = account;
  const segmentValue = short(nameOf(segment));
  return {
    data: {
      name: short('name'),
      domain: short('domain')?.toLowerCase(),
      segment:
        segmentValue !== undefined && typeof segment === 'object'
          ? segment.values[segmentValue] ?? segmentValue
          : segmentValue,
      industry: inWords(short(account.industry)),
      country: short(account.country),
      timeZone: timeZone === undefined ? undefined : toTimeZone(timeZone),
      parent: relatives.parent,
      children: relatives.children,
      warnings: account.warnings.flatMap(name => {
        const text = properties.text(name);
        return text === undefined
          ? []
          : [{ ...record(company.id), text: toLongText(text) }];
      }),
      fields: account.fields.flatMap(({ property, label }) => {
        const value = properties.text(property);
        return value === undefined
          ? []
          : [
              {
                ...record(company.id),
                key: property,
                label,
                value: toLongText(value.replaceAll(';', ', ')),
              },
            ];
      }),
      records: [record(company.id)],
    },
    missing: drift.missing,
    truncated: relatives.truncated,
  };
};

async function readRelatives(reads: CompanyReads) {
  const [associated, portal] = await Promise.all([
    reads.associated('companies'),
    reads.portal(),
  ]);
  const idsOf = (typeId: number) =>
    associated.ids.filter(id => associated.typeIds.get(id)?.has(typeId));
  const parentId = idsOf(TO_PARENT)[0];
  const childIds = idsOf(TO_CHILD);
  const wanted = [...(parentId === undefined ? [] : [parentId]), ...childIds];
  const { records, missing, truncated } = await reads.records(
    'companies',
    wanted,
    ['name'],
  );
  const drift = new Drift();
  drift.addAll(associated.missing);
  drift.addAll(missing);
  const byId = new Map(
    records.map(record => [
      record.id,
      relative(
        reads,
        portal,
        record.id,
        new Properties(record.properties, drift).text('name'),
      ),
    ]),
  );
  return {
    parent: parentId === undefined ? undefined : byId.get(parentId),
    children: childIds.flatMap(id => byId.get(id) ?? []),
    truncated: associated.truncated || truncated,
    missing: drift.missing ?? [],
  };
}

function relative(
  reads: CompanyReads,
  portal: PortalInfo,
  id: string,
  name: string | undefined,
) {
  return {
    source: reads.sourceId,
    id,
    url: portal.urlOf('companies', id),
    name: toShortText(name ?? `Company ${id}`),
  };
}

/** HubSpot keeps industries as `COMPUTER_SOFTWARE`. */
function inWords(value: string | undefined): string | undefined {
  if (value === undefined || !/^[A-Z0-9_]+$/.test(value)) {
    return value;
  }
  const words = value.toLowerCase().replaceAll('_', ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

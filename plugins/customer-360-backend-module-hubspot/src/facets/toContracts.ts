import { Drift } from '@customer-360/backstage-plugin-customer-360-node';
import {
  toShortText,
  type Contract,
  type ContractsData,
} from '@customer-360/backstage-plugin-customer-360-common';
import type { HubspotRecord } from '../api/wire';
import type { HubspotConfig } from '../config/HubspotConfig';
import { WON } from '../reads/readDeals';
import { Properties } from '../values/Properties';
import { toMinorUnits } from '../values/toMinorUnits';
import type { Found, ReadCompany } from './ReadCompany';

type Mapping = NonNullable<HubspotConfig['contracts']>;

const DAY_MS = 24 * 3600 * 1000;

/**
 * What was agreed, as the records say that config names for it.
 *
 * @internal
 */
export function toContracts(
  read: ReadCompany,
  records: readonly HubspotRecord[],
  mapping: Mapping,
): Found<ContractsData> {
  const { sourceId, company, portal } = read;
  const drift = new Drift();
  const contracts = records.flatMap(record => {
    const contract = contractOf(record, read, { mapping, drift });
    return contract
      ? [
          {
            source: sourceId,
            id: record.id,
            url:
              portal.urlOf(mapping.objectType, record.id) ??
              portal.urlOf('companies', company.id),
            ...contract,
          },
        ]
      : [];
  });
  return { data: { contracts }, missing: drift.missing };
}

/** What was agreed stands on a won deal; an open one is still talk. @internal */
export function isWon(deal: HubspotRecord): boolean {
  return new Properties(deal.properties, new Drift()).boolean(WON) === true;
}

function contractOf(
  record: HubspotRecord,
  { portal, now }: ReadCompany,
  { mapping, drift }: { mapping: Mapping; drift: Drift },
): Omit<Contract, 'source' | 'id' | 'url'> | undefined {
  const names = mapping.properties;
  const properties = new Properties(record.properties, drift);
  const startDay = properties.day(names.startDay, portal.timeZone);
  const endDay = properties.day(names.endDay, portal.timeZone);
  const number = properties.text(names.number);
  if (startDay === undefined && endDay === undefined && number === undefined) {
    return undefined;
  }
  const noticeDays = whole(properties.number(names.noticeDays), 0, 3660);
  const amount = properties.text(names.annualValue);
  const annualValue = toMinorUnits(
    amount,
    properties.text(names.currency) ?? portal.currency,
  );
  if (amount !== undefined && annualValue === undefined) {
    drift.add('The value of a contract could not be read');
  }
  return {
    number: number === undefined ? undefined : toShortText(number),
    status: statusOf(properties.text(names.status), endDay, {
      mapping,
      today: now.toISOString().slice(0, 10),
      drift,
    }),
    startDay,
    endDay,
    noticeDays,
    noticeDay:
      properties.day(names.noticeDay, portal.timeZone) ??
      (endDay !== undefined && noticeDays !== undefined
        ? daysBefore(endDay, noticeDays)
        : undefined),
    autoRenews: properties.boolean(names.autoRenews),
    termMonths: whole(properties.number(names.termMonths), 1, 1200),
    annualValue,
  };
}

/** The mapped status; without one a contract runs until its last day. */
function statusOf(
  value: string | undefined,
  endDay: string | undefined,
  context: { mapping: Mapping; today: string; drift: Drift },
): Contract['status'] {
  if (value !== undefined) {
    const status = context.mapping.statuses[value];
    if (status) {
      return status;
    }
    context.drift.add(
      'The status of a contract has a value that the mapping does not name',
    );
  }
  return endDay !== undefined && endDay < context.today ? 'ended' : 'active';
}

function whole(
  value: number | undefined,
  min: number,
  max: number,
): number | undefined {
  return value !== undefined &&
    Number.isInteger(value) &&
    value >= min &&
    value <= max
    ? value
    : undefined;
}

function daysBefore(day: string, days: number): string {
  return new Date(Date.parse(day) - days * DAY_MS).toISOString().slice(0, 10);
}

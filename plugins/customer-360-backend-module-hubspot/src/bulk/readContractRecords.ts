import { MAX_RECORDS } from '@customer-360/backstage-plugin-customer-360-common';
import type { HubspotApi } from '../api/HubspotApi';
import type { HubspotRecord } from '../api/wire';
import type { HubspotConfig } from '../config/HubspotConfig';
import { isWon } from '../facets/toContracts';
import { inBatches } from '../reads/inBatches';
import { privacyOf, privateProperty, WON } from '../reads/readDeals';

type Config = HubspotConfig & {
  readonly contracts: NonNullable<HubspotConfig['contracts']>;
};

/**
 * The records that say what was agreed, of many companies by a few calls.
 *
 * @param companies - at most 100, with the mapped properties
 * @returns by company: those alone of whom all could be read
 * @internal
 */
export async function readContractRecords(
  api: Pick<HubspotApi, 'associations' | 'records'>,
  companies: readonly HubspotRecord[],
  config: Config,
): Promise<ReadonlyMap<string, readonly HubspotRecord[]>> {
  const { objectType, properties } = config.contracts;
  if (objectType === 'companies' || companies.length === 0) {
    return new Map(companies.map(company => [company.id, [company]]));
  }
  const idsOf = await associatedIds(api, companies, objectType);
  const isDeal = objectType === 'deals';
  const records = new Map(
    (
      await inBatches([...new Set([...idsOf.values()].flat())], batch =>
        api.records(objectType, batch, [
          ...new Set([
            ...Object.values(properties).filter(name => name !== undefined),
            ...(isDeal ? [WON, ...privateProperty({ config })] : []),
          ]),
        ]),
      )
    ).map(record => [record.id, record]),
  );
  const isHidden = isDeal ? privacyOf({ config }) : () => false;
  return new Map(
    [...idsOf]
      .filter(([, ids]) => ids.every(id => records.has(id)))
      .map(([company, ids]) => [
        company,
        ids
          .map(id => records.get(id)!)
          .filter(record => !isDeal || (!isHidden(record) && isWon(record))),
      ]),
  );
}

/** Of the companies of whom they all came. */
async function associatedIds(
  api: Pick<HubspotApi, 'associations'>,
  companies: readonly HubspotRecord[],
  objectType: string,
): Promise<Map<string, string[]>> {
  const { results, failed } = await api.associations(
    'companies',
    objectType,
    companies.map(({ id }) => ({ id })),
  );
  const answered = new Map(results.map(result => [result.from.id, result]));
  return new Map(
    companies.flatMap(({ id }) => {
      const answer = answered.get(id);
      if (!answer) {
        // It has none, where nothing failed: HubSpot leaves it out.
        return failed > 0 ? [] : [[id, []] as [string, string[]]];
      }
      const ids = [...new Set(answer.to.map(({ toObjectId }) => toObjectId))];
      return answer.paging?.next || ids.length > MAX_RECORDS
        ? []
        : [[id, ids] as [string, string[]]];
    }),
  );
}

import type { ContractsData } from '@customer-360/backstage-plugin-customer-360-common';
import type { HubspotRecord } from '../api/wire';
import type { HubspotConfig } from '../config/HubspotConfig';
import type { CompanyReads } from '../reads/CompanyReads';
import { readDeals } from '../reads/readDeals';
import type { ReadFacet } from './FacetReads';
import { isWon, toContracts } from './toContracts';

type Mapping = NonNullable<HubspotConfig['contracts']>;

interface Records {
  readonly records: readonly HubspotRecord[];
  readonly truncated: boolean;
  readonly missing: readonly string[];
}

/**
 * What was agreed: from HubSpot's contract object, or from properties of the
 * company or of its won deals.
 *
 * @internal
 */
export function readContracts(mapping: Mapping): ReadFacet<ContractsData> {
  return async reads => {
    const [company, found] = await Promise.all([
      reads.readCompany(),
      readRecords(reads, mapping),
    ]);
    const { data, missing } = toContracts(company, found.records, mapping);
    return {
      data,
      missing: [...found.missing, ...(missing ?? [])],
      truncated: found.truncated,
    };
  };
}

async function readRecords(
  reads: CompanyReads,
  { objectType, properties }: Mapping,
): Promise<Records> {
  if (objectType === 'companies') {
    const company = await reads.company();
    return { records: [company], truncated: false, missing: [] };
  }
  if (objectType === 'deals') {
    const { visible, truncated, missing } = await readDeals(reads);
    return { records: visible.filter(isWon), truncated, missing };
  }
  const associated = await reads.associated(objectType);
  const { records, missing, truncated } = await reads.records(
    objectType,
    associated.ids,
    Object.values(properties).filter(name => name !== undefined),
  );
  return {
    records,
    truncated: associated.truncated || truncated,
    missing: [...associated.missing, ...missing],
  };
}

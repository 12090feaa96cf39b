import type {
  BulkPage,
  BulkRow,
  SourceBulk,
} from '@customer-360/backstage-plugin-customer-360-node';
import type { Companies } from './Companies';
import { companyId } from './companyAt';
import { recordOf } from '../portal/recordOf';

/** The most that a page of a bulk read may have. */
const PAGE = 1_000;
const EPOCH = Date.UTC(2026, 0, 1);

type BulkFacet = 'subscriptions' | 'activity';

/** Two facets of all companies: all of it each time, and what has changed. */
export function companiesBulk(companies: Companies): SourceBulk[] {
  const row = (facet: BulkFacet, index: number): BulkRow => {
    const account = `x${companyId(index)}`;
    const version =
      facet === 'activity' || index % 100 === 0 ? companies.bulkVersion : 1;
    return {
      kind: 'data',
      facet,
      account,
      asOf: new Date(EPOCH + version * 60_000).toISOString(),
      data: dataOf(facet, account, version) as never,
    };
  };
  const rows = (facet: BulkFacet, start: number) =>
    Array.from(
      { length: Math.min(PAGE, companies.listed - start) },
      (_, i): BulkRow => row(facet, start + i),
    );
  return [
    {
      id: 'snapshot',
      mode: 'snapshot',
      facets: ['subscriptions'],
      every: { hours: 1 },
      async page(cursor): Promise<BulkPage> {
        const start = Number(cursor ?? 0);
        return companies.bulkVersion === 0
          ? { rows: [], cursor: '', last: true }
          : {
              rows: rows('subscriptions', start),
              cursor: String(start + PAGE),
              last: start + PAGE >= companies.listed,
            };
      },
    },
    {
      id: 'changes',
      mode: 'changes',
      facets: ['activity'],
      every: { hours: 1 },
      async page(cursor): Promise<BulkPage> {
        const [version, start] = (cursor ?? '0 0').split(' ').map(Number);
        if (version >= companies.bulkVersion) {
          return { rows: [], cursor: `${version} 0`, last: true };
        }
        const last = start + PAGE >= companies.listed;
        return {
          rows: rows('activity', start),
          cursor: last
            ? `${companies.bulkVersion} 0`
            : `${version} ${start + PAGE}`,
          last,
        };
      },
    },
  ];
}

function dataOf(facet: BulkFacet, account: string, version: number): object {
  const data = recordOf(facet, 's1', account, version);
  // Many accounts are told of by their figures alone.
  return facet === 'activity' ? { ...data, daily: [], users: [] } : data;
}

import type {
  BulkRow,
  SourceBulk,
} from '@customer-360/backstage-plugin-customer-360-node';
import { z } from 'zod';
import { recordOf, type RecordedFacet } from './recordOf';

const pageSchema = z.object({
  rows: z.array(
    z.object({
      account: z.string(),
      /** Without one it is only told that something has changed. */
      version: z.number().optional(),
      asOf: z.string(),
    }),
  ),
  cursor: z.string(),
  last: z.boolean(),
});

/** How a fake vendor lists its records: page after page, with versions. */
export function bulkOf(source: {
  id: string;
  facet: RecordedFacet;
  mode: SourceBulk['mode'];
  vendorUrl: string;
}): SourceBulk {
  const { facet, id, mode, vendorUrl } = source;
  return {
    id: 'records',
    mode,
    facets: [facet],
    every: { minutes: 1 },
    async page(cursor, { http }) {
      const { data } = await http.json({
        url: `${vendorUrl}/v1/${id}/records${
          cursor === undefined ? '' : `?cursor=${encodeURIComponent(cursor)}`
        }`,
        operation: 'records.list',
        schema: pageSchema,
      });
      return {
        ...data,
        rows: data.rows.map(({ account, asOf, version }) =>
          version === undefined
            ? { kind: 'changed', facets: [facet], account, changedAt: asOf }
            : ({
                kind: 'data',
                facet,
                account,
                asOf,
                data: recordOf(facet, id, account, version),
              } as BulkRow),
        ),
      };
    },
  };
}

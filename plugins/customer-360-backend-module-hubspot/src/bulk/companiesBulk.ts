import {
  SourceError,
  toSourceError,
  type BulkPage,
  type SourceBulk,
  type SourceContext,
} from '@customer-360/backstage-plugin-customer-360-node';
import type { FacetId } from '@customer-360/backstage-plugin-customer-360-common';
import { z } from 'zod';
import type { HubspotApi } from '../api/HubspotApi';
import type { HubspotRecord } from '../api/wire';

const CHANGED_AT = 'hs_lastmodifieddate';
/** HubSpot's largest page of a search. */
const PAGE_SIZE = 200;
/** A search gives no more results than these, however it is paged. */
const MAX_RESULTS = 10_000;
/** The search is an index, and some moments behind. */
const OVERLAP_MS = 2 * 60_000;
/** What is cached from before is not older than its own times allow. */
const FIRST_LOOK_MS = 15 * 60_000;

const positionSchema = z.strictObject({
  /** Milliseconds since the epoch. */
  since: z.number().int().nonnegative(),
  /** Only among companies that were changed in one and the same moment. */
  after: z.number().int().nonnegative(),
});

type Position = z.infer<typeof positionSchema>;

/**
 * Which companies have changed, by HubSpot's search. Each page begins where the
 * last one ended in time, so that no record that is changed meanwhile pushes
 * another one out of sight and no search comes near 10,000 results.
 *
 * @internal
 */
export function companiesBulk(
  api: (context: SourceContext) => Pick<HubspotApi, 'search'>,
  facets: readonly FacetId[],
): SourceBulk {
  return {
    id: 'companies',
    mode: 'changes',
    facets,
    every: { minutes: 5 },
    async page(cursor, context): Promise<BulkPage> {
      const position = positionOf(cursor, context.now());
      const companies = await changedCompanies(api(context), position);
      const last = companies.length < PAGE_SIZE;
      const next = nextPosition(companies, position);
      return {
        rows: companies.map(({ id, at }) => ({
          kind: 'changed',
          facets,
          account: id,
          changedAt: new Date(at).toISOString(),
        })),
        cursor: JSON.stringify(
          last && (companies.length > 0 || position.after > 0)
            ? nextRound(next, context.now())
            : next,
        ),
        last,
      };
    },
  };
}

function positionOf(cursor: string | undefined, now: Date): Position {
  if (cursor === undefined) {
    return { since: now.getTime() - FIRST_LOOK_MS, after: 0 };
  }
  try {
    return positionSchema.parse(JSON.parse(cursor));
  } catch {
    throw new SourceError('not_found');
  }
}

async function changedCompanies(
  api: Pick<HubspotApi, 'search'>,
  { since, after }: Position,
): Promise<Array<{ id: string; at: number }>> {
  try {
    const { results } = await api.search('companies', {
      groups: [
        [{ propertyName: CHANGED_AT, operator: 'GTE', value: String(since) }],
      ],
      properties: [CHANGED_AT],
      oldestFirstBy: CHANGED_AT,
      limit: PAGE_SIZE,
      ...(after > 0 && { after: String(after) }),
    });
    return results.map(record => ({ id: record.id, at: changedAt(record) }));
  } catch (error) {
    throw toSourceError(error);
  }
}

function changedAt({ properties }: HubspotRecord): number {
  const at = Date.parse(String(properties[CHANGED_AT]));
  if (Number.isNaN(at)) {
    throw new SourceError('schema');
  }
  return at;
}

/** @throws SourceError `schema` for more of one moment than a search can give */
function nextPosition(
  companies: ReadonlyArray<{ at: number }>,
  { since, after }: Position,
): Position {
  const reached = companies.at(-1)?.at ?? since;
  if (reached > since) {
    return { since: reached, after: 0 };
  }
  if (after + 2 * PAGE_SIZE > MAX_RESULTS) {
    throw new SourceError('schema');
  }
  return { since, after: after + companies.length };
}

/** A stamp that is ahead of its time hides nothing that is changed until then. */
function nextRound({ since }: Position, now: Date): Position {
  return { since: Math.min(since, now.getTime()) - OVERLAP_MS, after: 0 };
}

import { randomUUID } from 'node:crypto';
import {
  Drift,
  SourceError,
  toSourceError,
  type BulkPage,
  type SourceBulk,
  type SourceContext,
} from '@customer-360/backstage-plugin-customer-360-node';
import { z } from 'zod';
import type { ZendeskApi } from '../api/ZendeskApi';
import { organizationPageSchema, searchExportSchema } from '../api/wire';
import type { ZendeskConfig } from '../config/ZendeskConfig';
import { toTicket } from '../facets/toTicket';
import { readTickets } from '../reads/findTickets';
import type { ZendeskSourceParts } from '../reads/OrganizationReads';
import { MAX_PAGE } from '../reads/readTicketPage';
import { OpenTicketsRound } from './OpenTicketsRound';

/** Found at once; read by a hundred. */
const FOUND_AT_ONCE = 500;
/** What was escalated within 30 days is counted, by days that are over or not. */
const RECENT_MS = 31 * 24 * 60 * 60_000;

const positionSchema = z.discriminatedUnion('at', [
  z.strictObject({
    at: z.literal('tickets'),
    round: z.string().max(50),
    /** `YYYY-MM-DD` */
    since: z.iso.date(),
    /** Which of the queries. */
    query: z.number().int().min(0).max(200),
    after: z.string().max(1_500).optional(),
  }),
  z.strictObject({
    at: z.literal('organizations'),
    round: z.string().max(50),
    after: z.string().max(1_500).optional(),
  }),
]);

type Position = z.infer<typeof positionSchema>;
type At<K extends Position['at']> = Extract<Position, { at: K }>;

/**
 * What is open at every organization, for the list and for whoever counts.
 * First all open tickets are found and read, a hundred a call; then comes each
 * organization with those of its own, also where it has none. What was found is
 * kept in memory until then: where another instance goes on, it begins anew.
 *
 * @internal
 */
export function openTicketsBulk(parts: ZendeskSourceParts): SourceBulk {
  const queries = queriesOf(parts.config);
  let round: OpenTicketsRound | undefined;
  return {
    id: 'open-tickets',
    mode: 'snapshot',
    facets: ['tickets'],
    every: { minutes: 30 },
    async page(cursor, context): Promise<BulkPage> {
      const position = positionOf(cursor, context.now());
      if (cursor === undefined) {
        round = new OpenTicketsRound(position.round);
      }
      const known = round;
      if (known?.id !== position.round) {
        throw new SourceError('not_found');
      }
      try {
        if (position.at === 'tickets') {
          const next = await findPage(parts, known, position, queries, context);
          return { rows: [], cursor: JSON.stringify(next), last: false };
        }
        const { ids, after } = await listOrganizations(
          parts.api(context),
          position,
        );
        if (after === undefined) {
          round = undefined;
        }
        return {
          rows: ids.map(id => ({
            kind: 'data',
            facet: 'tickets',
            account: String(id),
            ...known.of(id),
          })),
          cursor: JSON.stringify({ ...position, after }),
          last: after === undefined,
        };
      } catch (error) {
        throw toSourceError(error);
      }
    },
  };
}

/** What is open, and what was escalated of late and may be closed again. */
function queriesOf({
  escalation: { tags, groups, priorities },
}: ZendeskConfig): Array<(since: string) => string> {
  return [
    () => 'status<solved',
    ...[
      ...tags.map(tag => `tags:${tag}`),
      ...groups.map(group => `group:${group}`),
      ...priorities.map(priority => `priority:${priority}`),
    ].map(escalated => (since: string) => `${escalated} updated>=${since}`),
  ];
}

function positionOf(cursor: string | undefined, now: Date): Position {
  if (cursor === undefined) {
    return {
      at: 'tickets',
      round: randomUUID(),
      since: new Date(now.getTime() - RECENT_MS).toISOString().slice(0, 10),
      query: 0,
    };
  }
  try {
    return positionSchema.parse(JSON.parse(cursor));
  } catch {
    throw new SourceError('not_found');
  }
}

/** @returns where to go on */
async function findPage(
  parts: ZendeskSourceParts,
  round: OpenTicketsRound,
  position: At<'tickets'>,
  queries: ReturnType<typeof queriesOf>,
  context: SourceContext,
): Promise<Position> {
  const api = parts.api(context);
  const query = queries[position.query];
  if (!query) {
    // Config has fewer of them than when the round began.
    throw new SourceError('not_found');
  }
  const { results, meta } = await api.get({
    operation: 'search.export',
    path: ['search', 'export'],
    query: {
      query: `type:ticket ${query(position.since)}`,
      'filter[type]': 'ticket',
      'page[size]': FOUND_AT_ONCE,
      'page[after]': position.after,
    },
    schema: searchExportSchema,
  });
  const batch = await readTickets(
    { api, config: parts.config },
    results.map(({ id }) => id),
  );
  for (const ticket of batch.tickets) {
    if (ticket.organization_id) {
      const drift = new Drift();
      round.add(
        ticket.organization_id,
        toTicket(ticket, { reads: parts, batch, drift }),
        drift.missing ?? [],
      );
    }
  }
  const after = nextOf(meta, position.after, results.length);
  if (after !== undefined) {
    return { ...position, after };
  }
  return position.query + 1 < queries.length
    ? { ...position, query: position.query + 1, after: undefined }
    : { at: 'organizations', round: position.round };
}

async function listOrganizations(
  api: ZendeskApi,
  { after }: At<'organizations'>,
): Promise<{ ids: number[]; after?: string }> {
  const { organizations, meta } = await api.get({
    operation: 'organizations.list',
    path: ['organizations'],
    query: { 'page[size]': MAX_PAGE, 'page[after]': after },
    schema: organizationPageSchema,
  });
  return {
    ids: organizations.map(({ id }) => id),
    after: nextOf(meta, after, organizations.length),
  };
}

/** @throws SourceError `schema` where there is more and no way to go on */
function nextOf(
  meta: { has_more: boolean; after_cursor?: string | null },
  before: string | undefined,
  found: number,
): string | undefined {
  if (!meta.has_more) {
    return undefined;
  }
  const after = meta.after_cursor ?? undefined;
  if (after === undefined || after === before || found === 0) {
    throw new SourceError('schema');
  }
  return after;
}

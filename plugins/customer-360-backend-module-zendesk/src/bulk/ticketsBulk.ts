import {
  SourceError,
  toSourceError,
  type BulkPage,
  type BulkRow,
  type SourceBulk,
  type SourceContext,
} from '@customer-360/backstage-plugin-customer-360-node';
import { z } from 'zod';
import type { ZendeskApi } from '../api/ZendeskApi';
import { changedTicketsSchema, type ChangedTicket } from '../api/wire';

/** Zendesk refuses a start within the last minute; clocks differ. */
const START_BEFORE_MS = 2 * 60_000;
/** Tickets with many fields are long: a page stays far below our byte limit. */
const PAGE_SIZE = 250;

const positionSchema = z.strictObject({
  /** Where to begin if Zendesk no longer knows the cursor: seconds, Unix. */
  since: z.number().int().nonnegative(),
  cursor: z.string().min(1).max(1_500).optional(),
});

type Position = z.infer<typeof positionSchema>;

/**
 * Which organizations' tickets have changed, by the incremental export: ten
 * calls a minute, whoever asks. It goes by when Zendesk wrote a ticket down, so
 * it has deletions, ratings and what rules have done as well.
 *
 * @internal
 */
export function ticketsBulk(
  api: (context: SourceContext) => ZendeskApi,
): SourceBulk {
  return {
    id: 'tickets',
    mode: 'changes',
    facets: ['tickets', 'satisfaction', 'feedback'],
    every: { minutes: 5 },
    async page(cursor, context): Promise<BulkPage> {
      const position = positionOf(cursor, context.now());
      try {
        return await readPage(api(context), position, context.now());
      } catch (error) {
        const known = toSourceError(error);
        if (known.reason !== 'not_found' || position.cursor === undefined) {
          throw known;
        }
        // The same again from the time of that cursor, with nothing left out.
        return readPage(api(context), { since: position.since }, context.now());
      }
    },
  };
}

function positionOf(cursor: string | undefined, now: Date): Position {
  if (cursor === undefined) {
    // What is cached from before is not older than its own times allow.
    return { since: secondsBefore(now) };
  }
  try {
    return positionSchema.parse(JSON.parse(cursor));
  } catch {
    throw new SourceError('not_found');
  }
}

async function readPage(
  api: ZendeskApi,
  position: Position,
  now: Date,
): Promise<BulkPage> {
  const answer = await api.get({
    operation: 'incremental.tickets',
    path: ['incremental', 'tickets', 'cursor'],
    query: {
      per_page: PAGE_SIZE,
      ...(position.cursor === undefined
        ? { start_time: position.since }
        : { cursor: position.cursor }),
    },
    schema: changedTicketsSchema,
  });
  const { after_cursor: after, end_of_stream: last, tickets } = answer;
  const next: Position = {
    since: last ? secondsBefore(now) : position.since,
    cursor: after ?? position.cursor,
  };
  return {
    rows: rowsOf(tickets),
    cursor: JSON.stringify(next.cursor === undefined ? position : next),
    last,
  };
}

/** One row for each organization, however many of its tickets have changed. */
function rowsOf(tickets: readonly ChangedTicket[]): BulkRow[] {
  const latest = new Map<number, string>();
  for (const ticket of tickets) {
    const organization = ticket.organization_id;
    if (organization !== null && organization !== undefined) {
      const known = latest.get(organization) ?? '';
      const at = writtenAt(ticket);
      latest.set(organization, at > known ? at : known);
    }
  }
  return [...latest].map(([organization, changedAt]) => ({
    kind: 'changed',
    facets: ['tickets', 'satisfaction', 'feedback'],
    account: String(organization),
    changedAt,
  }));
}

/** `updated_at` stands still where a rule of Zendesk's own has changed it. */
function writtenAt({
  updated_at: updatedAt,
  generated_timestamp: generated,
}: ChangedTicket): string {
  const written =
    generated === undefined ? '' : new Date(generated * 1_000).toISOString();
  return written > updatedAt ? written : updatedAt;
}

function secondsBefore(now: Date): number {
  return Math.floor((now.getTime() - START_BEFORE_MS) / 1_000);
}

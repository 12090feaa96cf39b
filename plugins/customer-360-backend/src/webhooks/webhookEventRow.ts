import type { WebhookEvent } from '@customer-360/backstage-plugin-customer-360-node';
import type { ClaimedEvent, ReceivedEvent } from './WebhookInbox';

export const WEBHOOK_EVENTS_TABLE = 'c360_webhook_events';

/** Lists are JSON, times ISO 8601 UTC. */
export interface WebhookEventRow {
  source: string;
  event_id: string;
  type: string;
  accounts: string | null;
  record: string | null;
  facets: string;
  acknowledged: string;
  occurred_at: string | null;
  received_at: string;
  state: 'waiting' | 'done' | 'dead';
  attempts: number;
  interruptions: number;
  next_attempt_at: string;
  claimed_by: string | null;
  claimed_until: string | null;
  failed_with: string | null;
  done_at: string | null;
}

/** What is written of a new event; the rest is empty. */
export const NEW_EVENT_COLUMNS = [
  'source',
  'event_id',
  'type',
  'accounts',
  'record',
  'facets',
  'acknowledged',
  'occurred_at',
  'received_at',
  'state',
  'attempts',
  'next_attempt_at',
] as const satisfies ReadonlyArray<keyof WebhookEventRow>;

export type NewEventRow = Pick<
  WebhookEventRow,
  (typeof NEW_EVENT_COLUMNS)[number]
>;

export function toRow(
  { source, event }: ReceivedEvent,
  acknowledged: readonly string[],
  now: string,
): NewEventRow {
  return {
    source,
    event_id: event.id,
    type: event.type,
    accounts: event.accounts ? JSON.stringify(event.accounts) : null,
    record: event.record ? JSON.stringify(event.record) : null,
    facets: JSON.stringify(event.facets),
    acknowledged: JSON.stringify(acknowledged),
    occurred_at: event.occurredAt ?? null,
    received_at: now,
    state: 'waiting',
    attempts: 0,
    next_attempt_at: now,
  };
}

/** The table is ours alone: what stands in it was checked before. */
export function fromRow(row: WebhookEventRow): ClaimedEvent {
  const event: WebhookEvent = {
    id: row.event_id,
    type: row.type,
    facets: JSON.parse(row.facets),
    ...(row.occurred_at !== null && { occurredAt: row.occurred_at }),
    ...(row.accounts !== null && { accounts: JSON.parse(row.accounts) }),
    ...(row.record !== null && { record: JSON.parse(row.record) }),
  };
  return {
    source: row.source,
    event,
    acknowledged: JSON.parse(row.acknowledged),
    receivedAt: row.received_at,
    attempts: Number(row.attempts),
    interruptions: Number(row.interruptions),
  };
}

import type {
  SourceExpiry,
  SourceFailure,
  SourceReport,
  SourceSyncReport,
  SourceWebhookReport,
} from '@customer-360/backstage-plugin-customer-360-common';

const MINUTE_MS = 60_000;
/** A worker takes an event up within seconds. */
const WAITING_MS = 5 * MINUTE_MS;
/** Of its limit; below it reads of people begin to be put off. */
const LOW_QUOTA = 0.1;

/** Something about a source that somebody has to look after. @internal */
export type Trouble =
  /** Nothing is read there. */
  | { kind: 'failing'; tone: 'down'; reason: SourceFailure }
  | { kind: 'expiry'; tone: 'down' | 'watch'; expiry: SourceExpiry }
  | {
      kind: 'sync-failing';
      tone: 'down';
      bulk: string;
      reason: SourceFailure;
    }
  | { kind: 'sync-refused'; tone: 'watch'; bulk: string; at: string }
  | { kind: 'ingestion-refused'; tone: 'watch'; listed: number; kept: number }
  | { kind: 'sync-late'; tone: 'watch'; bulk: string; lagSeconds: number }
  | { kind: 'webhook-dead'; tone: 'watch'; count: number }
  | { kind: 'webhook-waiting'; tone: 'watch'; count: number; since: string }
  | { kind: 'webhook-refused'; tone: 'watch'; count: number }
  | { kind: 'webhook-missed'; tone: 'watch'; bulk: string; count: number }
  | { kind: 'held'; tone: 'watch'; until: string }
  | { kind: 'quota'; tone: 'watch'; remaining: number; limit: number }
  | { kind: 'drifting'; tone: 'watch'; facets: readonly string[] };

/**
 * What has to be looked after at a source, the worst first. Pure.
 *
 * @internal
 */
export function troublesOf(source: SourceReport, now: Date): Trouble[] {
  const troubles: Trouble[] = [];
  if (source.failing) {
    troubles.push({ kind: 'failing', tone: 'down', reason: source.failing });
  }
  for (const expiry of source.expires) {
    if (expiry.state !== 'good') {
      const tone = expiry.state === 'past' ? 'down' : 'watch';
      troubles.push({ kind: 'expiry', tone, expiry });
    }
  }
  if (source.ingestion && source.ingestion.kept > 0) {
    const { kept, listed } = source.ingestion;
    troubles.push({ kind: 'ingestion-refused', tone: 'watch', kept, listed });
  }
  troubles.push(
    ...source.sync.flatMap(sync => troublesOfSync(sync)),
    ...troublesOfWebhook(source, now),
    ...troublesOfCalls(source, now),
  );
  return troubles.sort(
    (a, b) => Number(b.tone === 'down') - Number(a.tone === 'down'),
  );
}

function troublesOfSync(sync: SourceSyncReport): Trouble[] {
  const { bulk, failing, lagSeconds = 0, refusedAt, state } = sync;
  const troubles: Trouble[] = [];
  if (failing) {
    troubles.push({
      kind: 'sync-failing',
      tone: 'down',
      bulk,
      reason: failing,
    });
  } else if (state === 'late') {
    troubles.push({ kind: 'sync-late', tone: 'watch', bulk, lagSeconds });
  }
  if (refusedAt && refusedAt > (sync.lastSuccessAt ?? '')) {
    troubles.push({ kind: 'sync-refused', tone: 'watch', bulk, at: refusedAt });
  }
  if (sync.missed && sync.missed.count > 0) {
    troubles.push({
      kind: 'webhook-missed',
      tone: 'watch',
      bulk,
      count: sync.missed.count,
    });
  }
  return troubles;
}

function troublesOfWebhook({ webhook }: SourceReport, now: Date): Trouble[] {
  if (!webhook) {
    return [];
  }
  const { dead, lastReceivedAt, oldestWaitingAt: since, waiting } = webhook;
  const troubles: Trouble[] = [];
  if (since && now.getTime() - Date.parse(since) > WAITING_MS) {
    troubles.push({
      kind: 'webhook-waiting',
      tone: 'watch',
      count: waiting,
      since,
    });
  }
  if (dead > 0) {
    troubles.push({ kind: 'webhook-dead', tone: 'watch', count: dead });
  }
  const count = refusedIn(webhook);
  // Of a source that is heard well, somebody else has tried.
  if (count > 0 && lastReceivedAt === undefined) {
    troubles.push({ kind: 'webhook-refused', tone: 'watch', count });
  }
  return troubles;
}

/** Deliveries that were not taken, for whatever reason. @internal */
export function refusedIn({ refused }: SourceWebhookReport): number {
  return Object.values(refused).reduce((sum, each) => sum + each, 0);
}

function troublesOfCalls(source: SourceReport, now: Date): Trouble[] {
  const { drifting, heldUntil, quota } = source;
  const troubles: Trouble[] = [];
  if (heldUntil && Date.parse(heldUntil) > now.getTime()) {
    troubles.push({ kind: 'held', tone: 'watch', until: heldUntil });
  }
  const renewed =
    quota?.resetAt !== undefined && Date.parse(quota.resetAt) <= now.getTime();
  if (quota?.limit && !renewed && quota.remaining < LOW_QUOTA * quota.limit) {
    const { limit, remaining } = quota;
    troubles.push({ kind: 'quota', tone: 'watch', remaining, limit });
  }
  if (drifting.length > 0) {
    troubles.push({ kind: 'drifting', tone: 'watch', facets: drifting });
  }
  return troubles;
}

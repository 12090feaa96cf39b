import type {
  SourceExpiry,
  SourceIngestionReport,
  SourceReport,
  SourceReachReport,
  SourceSyncReport,
  SourceWebhookReport,
} from '@customer-360/backstage-plugin-customer-360-common';
import type { SourceTransportStatus } from '@customer-360/backstage-plugin-customer-360-node';
import { filledFacets } from './fillsFacet';
import type { SourceRegistry } from './SourceRegistry';
import type { SourceSessions } from './SourceSessions';
import type { SourceStatus, SourceStatusBoard } from './SourceStatusBoard';

/** All that is known of sources, each of it by id. */
export interface KnownOfSources {
  readonly board: SourceStatusBoard;
  readonly sessions: SourceSessions;
  readonly webhooks: ReadonlyMap<string, SourceWebhookReport>;
  readonly reach: ReadonlyMap<string, SourceReachReport>;
  readonly ingestion: ReadonlyMap<string, SourceIngestionReport>;
  readonly syncOf: (sourceId: string) => SourceSyncReport[];
  readonly expiriesOf: (sourceId: string) => readonly SourceExpiry[];
}

/** All configured sources with how they are. Nothing of a customer is in it. */
export function describeSources(
  sources: SourceRegistry,
  known: KnownOfSources,
): SourceReport[] {
  const { board, ingestion, reach, sessions, webhooks } = known;
  return sources.all().map(source => {
    const { id, type, title } = source;
    const status = board.of(id);
    const way = sessions.statusOf(id);
    const webhook = webhooks.get(id);
    const counted = reach.get(id);
    const round = ingestion.get(id);
    return {
      id,
      type,
      title,
      facets: filledFacets(source),
      state: stateOf(status),
      ...status,
      lastHour: board.lastHourOf(id),
      breaker: way?.breaker ?? 'closed',
      ...(way?.heldUntil && { heldUntil: way.heldUntil.toISOString() }),
      ...(way?.quota && { quota: quotaOf(way.quota) }),
      ...(webhook && { webhook }),
      sync: known.syncOf(id),
      ...(round && { ingestion: round }),
      ...(counted && { reach: counted }),
      expires: known.expiriesOf(id),
    };
  });
}

function quotaOf(
  quota: NonNullable<SourceTransportStatus['quota']>,
): NonNullable<SourceReport['quota']> {
  const { limit, readAt, remaining, resetAt } = quota;
  return {
    remaining,
    ...(limit !== undefined && { limit }),
    ...(resetAt && { resetAt: resetAt.toISOString() }),
    readAt: readAt.toISOString(),
  };
}

function stateOf(status: SourceStatus): SourceReport['state'] {
  if (status.failing) {
    return 'failing';
  }
  return status.lastSuccessAt ? 'ok' : 'unknown';
}

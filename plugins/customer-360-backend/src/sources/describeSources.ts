import type {
  BreakerState,
  SourceErrorReason,
} from '@customer-360/backstage-plugin-customer-360-node';
import type { WebhookStatus } from '../webhooks/WebhookStatusBoard';
import { filledFacets } from './fillsFacet';
import type { SourceRegistry } from './SourceRegistry';
import type { SourceSessions } from './SourceSessions';
import type { SourceStatus, SourceStatusBoard } from './SourceStatusBoard';

/** How a source is, as this instance has seen it since it started. */
export interface SourceDescription {
  readonly id: string;
  readonly type: string;
  readonly title: string;
  readonly facets: string[];
  /** `unknown` until it has been asked. */
  readonly state: 'ok' | 'failing' | 'unknown';
  readonly failing?: SourceErrorReason;
  /** ISO 8601 UTC. */
  readonly lastSuccessAt?: string;
  readonly lastFailureAt?: string;
  /** Facets in whose latest reading something was missing. */
  readonly drifting: string[];
  /** `open`: it failed again and again and is left alone for a while. */
  readonly breaker: BreakerState;
  /** Until when the source asked not to be called. ISO 8601 UTC. */
  readonly heldUntil?: string;
  /** What the vendor last said is left of its limit. */
  readonly quota?: {
    readonly remaining: number;
    readonly limit?: number;
    readonly resetAt?: string;
    readonly readAt: string;
  };
  /** Absent where the vendor tells of nothing. */
  readonly webhook?: WebhookStatus;
}

/** All configured sources with how they are. Nothing of a customer is in it. */
export function describeSources(
  sources: SourceRegistry,
  board: SourceStatusBoard,
  sessions: SourceSessions,
  webhooks: ReadonlyMap<string, WebhookStatus>,
): SourceDescription[] {
  return sources.all().map(source => {
    const { id, type, title } = source;
    const status = board.of(id);
    const way = sessions.statusOf(id);
    const quota = way?.quota;
    const webhook = webhooks.get(id);
    return {
      id,
      type,
      title,
      facets: filledFacets(source),
      state: stateOf(status),
      ...status,
      breaker: way?.breaker ?? 'closed',
      ...(way?.heldUntil && { heldUntil: way.heldUntil.toISOString() }),
      ...(quota && {
        quota: {
          remaining: quota.remaining,
          ...(quota.limit !== undefined && { limit: quota.limit }),
          ...(quota.resetAt && { resetAt: quota.resetAt.toISOString() }),
          readAt: quota.readAt.toISOString(),
        },
      }),
      ...(webhook && { webhook }),
    };
  });
}

function stateOf(status: SourceStatus): SourceDescription['state'] {
  if (status.failing) {
    return 'failing';
  }
  return status.lastSuccessAt ? 'ok' : 'unknown';
}

import type {
  CustomerSource,
  SourceContext,
  SourceTransportStatus,
} from '@customer-360/backstage-plugin-customer-360-node';

/** The way to each source: one transport for all reads, one session per read. */
export interface SourceSessions {
  /** What one read is given: limits, breaker, and answers shared within it. */
  open(source: CustomerSource, signal: AbortSignal): SourceContext;

  /** Undefined until the source has been asked. */
  statusOf(sourceId: string): SourceTransportStatus | undefined;

  /** Whether a wait since then was mostly for a silence it had asked for. */
  wasHeldMostOf(sourceId: string, since: Date): boolean;

  close(): Promise<void>;
}

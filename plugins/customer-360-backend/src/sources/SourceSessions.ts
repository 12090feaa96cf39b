import type {
  CustomerSource,
  SourceContext,
} from '@customer-360/backstage-plugin-customer-360-node';

/** The way to each source: one transport for all reads, one session per read. */
export interface SourceSessions {
  /** What one read is given: limits, breaker, and answers shared within it. */
  open(source: CustomerSource, signal: AbortSignal): SourceContext;

  close(): Promise<void>;
}

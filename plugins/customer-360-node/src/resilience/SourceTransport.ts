import { Agent } from 'undici';
import { AddressRules } from '../http/AddressRules';
import { CertificateDates } from '../http/CertificateDates';
import { DefaultSourceHttpClient } from '../http/DefaultSourceHttpClient';
import { OriginAllowList } from '../http/OriginAllowList';
import type { CustomerSource } from '../source/CustomerSource';
import type { SourceContext } from '../source/SourceContext';
import { readQuota } from '../http/readQuota';
import type { SourceQuota } from '../http/SourceQuota';
import type { CallSlots } from './CallSlots';
import type { SourceCoordination } from './SourceCoordination';
import { SourceGuard } from './SourceGuard';
import type { SourceMetrics } from './SourceMetrics';
import type { SourceTracer } from './SourceTracer';
import type { SourceTransportStatus } from './SourceTransportStatus';
import {
  resolveTransportLimits,
  type TransportLimits,
} from './TransportLimits';

/** @public */
export interface SourceTransportDependencies {
  readonly metrics?: SourceMetrics;
  readonly tracer?: SourceTracer;
  /**
   * What other instances know of a source's rate limits; without it each
   * process keeps them by itself.
   */
  readonly coordination?: SourceCoordination;
  /**
   * Slots that all sources of the process share. A source's own bulkhead is
   * kept below their number, so that one that hangs cannot take them all.
   */
  readonly overall?: CallSlots;
  /** 0 to 1, for jitter; tests give a fixed one. */
  readonly random?: () => number;
}

/** What one read of a view gives its sources. @public */
export interface SourceContextOptions {
  /** Aborted at the deadline of the read. */
  readonly signal: AbortSignal;
  readonly now: () => Date;
}

/**
 * The way out to one source: connections, breaker, bulkhead, retry budget and
 * rate limit, made once and kept as long as the source. Each read of a view
 * gets a context of its own from it.
 *
 * @public
 */
export class SourceTransport {
  readonly #guard: SourceGuard;
  readonly #tokenGuard: SourceGuard;
  readonly #agent: Agent;
  readonly #limits: TransportLimits;
  readonly #origins: OriginAllowList;
  readonly #certificates = new CertificateDates();
  #quota?: SourceQuota;

  /**
   * @throws Error when an origin or a limit of the source is malformed
   */
  constructor(
    source: Pick<
      CustomerSource,
      'id' | 'credentialScope' | 'origins' | 'transport'
    >,
    dependencies: SourceTransportDependencies = {},
  ) {
    this.#limits = belowOverall(
      resolveTransportLimits(source.transport),
      dependencies.overall,
    );
    this.#origins = new OriginAllowList(source.origins ?? []);
    const { metrics } = dependencies;
    this.#guard = new SourceGuard({
      source: source.id,
      credentialScope: source.credentialScope,
      limits: this.#limits,
      ...dependencies,
    });
    // A token endpoint is another service with limits of its own.
    this.#tokenGuard = new SourceGuard({
      source: source.id,
      credentialScope: `${source.credentialScope}-token`,
      limits: { ...this.#limits, requestsPerSecond: undefined },
      ...dependencies,
      metrics: metrics && {
        onAttempt: attempt => metrics.onAttempt(attempt),
      },
    });
    this.#agent = new Agent({
      // One more for a token, or calls that hang could keep it out.
      connections: this.#limits.maxConcurrent + 1,
      pipelining: 1,
      connect: this.#certificates.connector({
        timeout: this.#limits.connectTimeoutMs,
        lookup: new AddressRules(source.transport ?? {}).lookup,
      }),
      headersTimeout: this.#limits.headersTimeoutMs,
      bodyTimeout: this.#limits.bodyTimeoutMs,
      maxResponseSize: this.#limits.maxBodyBytes,
      keepAliveTimeout: 30_000,
      keepAliveMaxTimeout: 60_000,
    });
  }

  /** The context of one view's read; nothing shared in it outlives that. */
  context(options: SourceContextOptions): SourceContext {
    const shared = new Map<string, Promise<unknown>>();
    return {
      signal: options.signal,
      now: options.now,
      http: new DefaultSourceHttpClient({
        agent: this.#agent,
        guard: this.#guard,
        detachedGuard: this.#tokenGuard,
        limits: this.#limits,
        origins: this.#origins,
        signal: options.signal,
        onAnswer: headers => {
          this.#quota = readQuota(headers, new Date()) ?? this.#quota;
        },
      }),
      call: (operation, fn) =>
        this.#guard.run(
          { operation, signal: options.signal, repeatable: false },
          fn,
        ),
      once: <T>(key: string, fn: () => Promise<T>) => {
        const known = shared.get(key) as Promise<T> | undefined;
        if (known) {
          return known;
        }
        const begun = fn();
        // Whoever asks gets the failure; one that nobody asks for any more must
        // not end the process.
        begun.catch(() => undefined);
        shared.set(key, begun);
        return begun;
      },
    };
  }

  /** How the way to the source is now. */
  status(): SourceTransportStatus {
    return {
      breaker: this.#guard.breaker,
      heldUntil: this.#guard.heldUntil(),
      quota: this.#quota,
      certificateUntil: this.#certificates.earliest(),
      load: this.#guard.load(),
    };
  }

  /**
   * Whether who has waited for the source since then waited most of that time
   * because it had asked for silence, which may be over by now.
   */
  wasHeldMostOf(since: Date): boolean {
    return this.#guard.heldMostOf(since);
  }

  /** Ends all connections; calls under way fail. */
  async close(): Promise<void> {
    await this.#agent.destroy();
  }
}

function belowOverall(
  limits: TransportLimits,
  overall: CallSlots | undefined,
): TransportLimits {
  return overall
    ? {
        ...limits,
        maxConcurrent: Math.min(limits.maxConcurrent, overall.slots - 1),
      }
    : limits;
}

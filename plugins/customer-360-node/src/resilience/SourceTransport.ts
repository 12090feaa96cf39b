import { Agent } from 'undici';
import { DefaultSourceHttpClient } from '../http/DefaultSourceHttpClient';
import { OriginAllowList } from '../http/OriginAllowList';
import type { CustomerSource } from '../source/CustomerSource';
import type { SourceContext } from '../source/SourceContext';
import { SourceGuard } from './SourceGuard';
import type { SourceMetrics } from './SourceMetrics';
import {
  resolveTransportLimits,
  type TransportLimits,
} from './TransportLimits';

/** @public */
export interface SourceTransportDependencies {
  readonly metrics?: SourceMetrics;
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
  readonly #agent: Agent;
  readonly #limits: TransportLimits;
  readonly #origins: OriginAllowList;

  /**
   * @throws Error when an origin or a limit of the source is malformed
   */
  constructor(
    source: Pick<CustomerSource, 'id' | 'origins' | 'transport'>,
    dependencies: SourceTransportDependencies = {},
  ) {
    this.#limits = resolveTransportLimits(source.transport);
    this.#origins = new OriginAllowList(source.origins ?? []);
    this.#guard = new SourceGuard({
      source: source.id,
      limits: this.#limits,
      ...dependencies,
    });
    this.#agent = new Agent({
      connections: this.#limits.maxConcurrent,
      pipelining: 1,
      connect: { timeout: this.#limits.connectTimeoutMs },
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
        limits: this.#limits,
        origins: this.#origins,
        signal: options.signal,
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

  /** Ends all connections; calls under way fail. */
  async close(): Promise<void> {
    await this.#agent.destroy();
  }
}

import {
  SourceTransport,
  type CustomerSource,
  type SourceContext,
  type SourceTransportDependencies,
  type SourceTransportStatus,
} from '@customer-360/backstage-plugin-customer-360-node';
import type { Clock } from '../clock/SharedClock';
import type { SourceSessions } from './SourceSessions';

/** One transport per source, made at its first read and kept till shutdown. */
export class TransportSourceSessions implements SourceSessions {
  readonly #clock: Clock;
  readonly #dependencies: SourceTransportDependencies;
  readonly #transports = new Map<string, SourceTransport>();

  /** @param options - what all transports have in common, and the clock */
  constructor(options: { clock: Clock } & SourceTransportDependencies) {
    const { clock, ...dependencies } = options;
    this.#clock = clock;
    this.#dependencies = dependencies;
  }

  open(source: CustomerSource, signal: AbortSignal): SourceContext {
    let transport = this.#transports.get(source.id);
    if (!transport) {
      transport = new SourceTransport(source, this.#dependencies);
      this.#transports.set(source.id, transport);
    }
    return transport.context({
      signal,
      now: () => new Date(this.#clock.now()),
    });
  }

  statusOf(sourceId: string): SourceTransportStatus | undefined {
    return this.#transports.get(sourceId)?.status();
  }

  wasHeldMostOf(sourceId: string, since: Date): boolean {
    return this.#transports.get(sourceId)?.wasHeldMostOf(since) ?? false;
  }

  async close(): Promise<void> {
    await Promise.all(
      [...this.#transports.values()].map(transport => transport.close()),
    );
    this.#transports.clear();
  }
}

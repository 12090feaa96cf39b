import {
  SourceTransport,
  type CustomerSource,
  type SourceContext,
  type SourceMetrics,
} from '@customer-360/backstage-plugin-customer-360-node';
import type { Clock } from '../clock/SharedClock';
import type { SourceSessions } from './SourceSessions';

/** One transport per source, made at its first read and kept till shutdown. */
export class TransportSourceSessions implements SourceSessions {
  readonly #clock: Clock;
  readonly #metrics?: SourceMetrics;
  readonly #transports = new Map<string, SourceTransport>();

  constructor(options: { clock: Clock; metrics?: SourceMetrics }) {
    this.#clock = options.clock;
    this.#metrics = options.metrics;
  }

  open(source: CustomerSource, signal: AbortSignal): SourceContext {
    let transport = this.#transports.get(source.id);
    if (!transport) {
      transport = new SourceTransport(source, { metrics: this.#metrics });
      this.#transports.set(source.id, transport);
    }
    return transport.context({
      signal,
      now: () => new Date(this.#clock.now()),
    });
  }

  async close(): Promise<void> {
    await Promise.all(
      [...this.#transports.values()].map(transport => transport.close()),
    );
    this.#transports.clear();
  }
}

import type { Clock } from '../clock/SharedClock';
import type { FillObserver, FillReport } from '../facets/FillObserver';
import type { SourceErrorReason } from '@customer-360/backstage-plugin-customer-360-node';

/** What is known of a source since this process started. */
export interface SourceStatus {
  /** ISO 8601 UTC. */
  readonly lastSuccessAt?: string;
  readonly lastFailureAt?: string;
  /** Class of the latest failure; absent once a read has gone well again. */
  readonly failing?: SourceErrorReason;
  /** Facets in whose latest reading something was missing. */
  readonly drifting: string[];
}

/** Notes how reads of each source end. Holds nothing of a customer. */
export class SourceStatusBoard implements FillObserver {
  readonly #clock: Clock;
  readonly #statuses = new Map<string, SourceStatus>();

  constructor(options: { clock: Clock }) {
    this.#clock = options.clock;
  }

  onFill({ source, facet, outcome, drifted }: FillReport): void {
    // That one customer's id is gone there says nothing of the source.
    if (outcome === 'not_found') {
      return;
    }
    const known = this.of(source);
    this.#statuses.set(
      source,
      outcome === 'ok'
        ? {
            ...known,
            lastSuccessAt: this.#instant(),
            failing: undefined,
            drifting: [
              ...known.drifting.filter(id => id !== facet),
              ...(drifted ? [facet] : []),
            ],
          }
        : { ...known, lastFailureAt: this.#instant(), failing: outcome },
    );
  }

  of(sourceId: string): SourceStatus {
    return this.#statuses.get(sourceId) ?? { drifting: [] };
  }

  #instant(): string {
    return new Date(this.#clock.now()).toISOString();
  }
}

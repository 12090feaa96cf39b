import type { Clock } from '../clock/SharedClock';
import type { FillObserver, FillReport } from '../facets/FillObserver';
import type { SourceLastHour } from '@customer-360/backstage-plugin-customer-360-common';
import type { SourceErrorReason } from '@customer-360/backstage-plugin-customer-360-node';
import { HourTally } from './HourTally';

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

interface Tallies {
  /** By how they ended: `ok` or a class of failure. */
  readonly reads: HourTally;
  /** By facet. */
  readonly drifts: HourTally;
}

/** Notes how reads of each source end. Holds nothing of a customer. */
export class SourceStatusBoard implements FillObserver {
  readonly #clock: Clock;
  readonly #statuses = new Map<string, SourceStatus>();
  readonly #tallies = new Map<string, Tallies>();

  constructor(options: { clock: Clock }) {
    this.#clock = options.clock;
  }

  onFill({ source, facet, outcome, drifted }: FillReport): void {
    this.#count(source, facet, outcome, drifted);
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

  lastHourOf(sourceId: string): SourceLastHour {
    const now = this.#clock.now();
    const tallies = this.#tallies.get(sourceId);
    const reads = tallies?.reads.counts(now) ?? [];
    return {
      reads: reads.reduce((sum, [, count]) => sum + count, 0),
      failures: reads.flatMap(([outcome, count]) =>
        outcome === 'ok' ? [] : { reason: outcome as SourceErrorReason, count },
      ),
      drifts: (tallies?.drifts.counts(now) ?? []).map(([facet, count]) => ({
        facet,
        count,
      })),
    };
  }

  #count(
    source: string,
    facet: string,
    outcome: FillReport['outcome'],
    drifted: boolean,
  ): void {
    const tallies = this.#tallies.get(source) ?? {
      reads: new HourTally(),
      drifts: new HourTally(),
    };
    this.#tallies.set(source, tallies);
    tallies.reads.note(outcome, this.#clock.now());
    if (drifted) {
      tallies.drifts.note(facet, this.#clock.now());
    }
  }

  #instant(): string {
    return new Date(this.#clock.now()).toISOString();
  }
}

import { InputError } from '@backstage/errors';
import type { LedgerUsage } from '@customer-360/backstage-plugin-customer-360-common';
import type { Knex } from 'knex';
import type { Clock } from '../../clock/SharedClock';
import { LEDGER_TABLE } from '../chain/DatabaseLedgerTable';
import type { LedgerRow } from '../chain/LedgerRow';
import type { UsageReport } from './UsageReport';
import { usageRange } from './usageRange';
import { UsageTally, type FacetPlace } from './UsageTally';

/**
 * About as many rows does one statement count: with SQLite the process stands
 * still meanwhile.
 */
const SLICE_ROWS = 5_000;
/** Longer nobody waits: what was counted by then is thrown away. */
const LIMIT_MS = 20_000;
/** What somebody sees of a customer. */
const LOOKING = ['view', 'stream', 'brief', 'facet', 'refresh'];
/** Of other kinds each row may have a detail of its own. */
const DETAIL = `case when request_kind in ('view', 'stream', 'refresh') then detail end`;

interface CountedRow
  extends Pick<LedgerRow, 'request_kind' | 'outcome' | 'facets' | 'detail'> {
  counted: string | number;
}

/**
 * Counts slice after slice of time, each of about as many rows, so that neither
 * memory nor the event loop knows how long the ledger is. What is kept between
 * two slices is as much as there are people and customers.
 */
export class DatabaseUsageReport implements UsageReport {
  readonly #knex: Knex;
  readonly #clock: Clock;
  readonly #definitions: readonly FacetPlace[];
  readonly #sliceRows: number;
  readonly #limitMs: number;

  constructor(options: {
    knex: Knex;
    clock: Clock;
    /** Of all facets that there is anything to see of. */
    definitions: readonly FacetPlace[];
    sliceRows?: number;
    limitMs?: number;
  }) {
    this.#knex = options.knex;
    this.#clock = options.clock;
    this.#definitions = options.definitions;
    this.#sliceRows = options.sliceRows ?? SLICE_ROWS;
    this.#limitMs = options.limitMs ?? LIMIT_MS;
  }

  async of(asked: { from?: string; to?: string }): Promise<LedgerUsage> {
    const range = usageRange(asked, this.#clock.now());
    const until = performance.now() + this.#limitMs;
    const tally = new UsageTally(this.#definitions);
    const people = new Set<string>();
    const customers = new Set<string>();
    for (let at = range.from; at < range.to; ) {
      const end = await this.#endOfSlice(at, range.to);
      for (const row of await this.#alike(at, end)) {
        tally.add({
          kind: row.request_kind,
          outcome: row.outcome,
          facets: row.facets,
          detail: row.detail,
          rows: Number(row.counted),
        });
      }
      for (const person of await this.#different('person', at, end)) {
        people.add(person);
      }
      for (const ref of await this.#different('customer_ref', at, end)) {
        customers.add(ref);
      }
      at = end;
      if (performance.now() > until && at < range.to) {
        throw new InputError(
          'There is more in the ledger between from and to than can be counted while you wait. Ask for a shorter time.',
        );
      }
      // Others are served in between.
      await new Promise(resolve => {
        setImmediate(resolve);
      });
    }
    return {
      ...range,
      people: people.size,
      customers: customers.size,
      ...tally.total(),
    };
  }

  /** Rows of one millisecond are never parted. */
  async #endOfSlice(from: string, to: string): Promise<string> {
    const next = await this.#between(from, to)
      .orderBy('recorded_at')
      .offset(this.#sliceRows)
      .limit(1)
      .first('recorded_at');
    if (!next) {
      return to;
    }
    return next.recorded_at > from
      ? next.recorded_at
      : new Date(Date.parse(from) + 1).toISOString();
  }

  #alike(from: string, to: string): Promise<CountedRow[]> {
    return this.#between(from, to)
      .whereNot('outcome', 'none')
      .whereNull('acting_as')
      .select('request_kind', 'outcome', 'facets')
      .select(this.#knex.raw(`${DETAIL} as detail, count(*) as counted`))
      .groupBy('request_kind', 'outcome', 'facets')
      .groupByRaw(DETAIL);
  }

  async #different(
    column: 'person' | 'customer_ref',
    from: string,
    to: string,
  ): Promise<string[]> {
    const found: Array<string | null> = await this.#between(from, to)
      .where('outcome', 'shown')
      .whereIn('request_kind', LOOKING)
      .whereNull('acting_as')
      .distinct(column)
      .pluck(column);
    return found.filter(it => it !== null);
  }

  #between(from: string, to: string) {
    return this.#knex<LedgerRow>(LEDGER_TABLE)
      .where('recorded_at', '>=', from)
      .andWhere('recorded_at', '<', to);
  }
}

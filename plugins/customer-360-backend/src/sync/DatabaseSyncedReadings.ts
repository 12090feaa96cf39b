import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { FacetDefinition } from '@customer-360/backstage-plugin-customer-360-common';
import { isOwnedBy } from '@customer-360/backstage-plugin-customer-360-node';
import type { Knex } from 'knex';
import type { Clock } from '../clock/SharedClock';
import { acceptReading } from '../facets/acceptReading';
import type { FacetUnit } from '../facets/facetKey';
import type { CachedReading } from '../facets/PackedReading';
import type {
  SyncedAnswer,
  SyncedQuestion,
  SyncedReadings,
} from '../facets/SyncedReadings';
import { readsFacet } from '../sources/fillsFacet';
import type { SyncPlan } from './SyncPlan';
import type { SyncRow } from './SyncRows';
import { CURSORS_TABLE, ROWS_TABLE, type SyncState } from './SyncState';

/** A row that is shown, and the start of the round that last held it true. */
interface Found extends SyncRow {
  readonly covered_at: string | null;
}

/**
 * Answers fills from the rows of the sync store. A facet that can be read by
 * itself too is read, unless the row is fresh, newer than what is cached and not
 * older than any change that was acknowledged.
 */
export class DatabaseSyncedReadings implements SyncedReadings {
  readonly #knex: Knex;
  readonly #plans: readonly SyncPlan[];
  readonly #clock: Clock;
  readonly #logger: LoggerService;

  constructor(options: {
    knex: Knex;
    plans: readonly SyncPlan[];
    clock: Clock;
    logger: LoggerService;
  }) {
    this.#knex = options.knex;
    this.#plans = options.plans;
    this.#clock = options.clock;
    this.#logger = options.logger;
  }

  async find(unit: FacetUnit, question: SyncedQuestion): Promise<SyncedAnswer> {
    const { source } = unit;
    const facet = question.definition.id;
    const inBulk = (source.bulk ?? []).some(bulk =>
      bulk.facets.some(id => id === facet),
    );
    if (!inBulk) {
      return { kind: 'ask' };
    }
    const alone = readsFacet(source, facet);
    try {
      const row = await this.#newest(unit, facet);
      if (row && !isOurs(row, unit)) {
        return alone
          ? { kind: 'ask' }
          : { kind: 'failed', reason: 'identity_mismatch' };
      }
      return alone
        ? this.#besideRead(unit, question, row)
        : await this.#inPlaceOfRead(unit, question, row);
    } catch (error) {
      this.#logger.warn('What was read in bulk could not be looked up', {
        source: source.id,
        facet,
        cause: toError(error).name,
      });
      return alone ? { kind: 'ask' } : { kind: 'failed', reason: 'timeout' };
    }
  }

  #besideRead(
    { account, source }: FacetUnit,
    question: SyncedQuestion,
    row: Found | undefined,
  ): SyncedAnswer {
    const { definition, generation, known, unasked } = question;
    if (!row) {
      return { kind: 'ask' };
    }
    const isTrue =
      generation === 0 ||
      (row.customer_ref === account.customer.ref &&
        Boolean(row.is_current) &&
        row.generation !== null &&
        row.generation >= generation);
    const reading = this.#accept(row, {
      ...question,
      // Something has been acknowledged since: good enough where a read fails.
      generation: isTrue ? generation : generation - 1,
      freshMs: unasked
        ? this.#freshMs(source.id, definition)
        : definition.times.freshMs,
    });
    const isNewest =
      !known ||
      Date.parse(row.as_of) >
        (known.asOf === undefined ? known.fetchedAt : Date.parse(known.asOf)) ||
      // What the rounds since have not found to be otherwise.
      (unasked && isTrue && reading && reading.fetchedAt > known.fetchedAt);
    if (!reading || !isNewest) {
      return { kind: 'ask' };
    }
    // Half a facet is better than none, and nothing else.
    return isTrue &&
      row.missing === null &&
      reading.freshUntil > this.#clock.now()
      ? { kind: 'read', reading }
      : { kind: 'ask', instead: reading };
  }

  async #inPlaceOfRead(
    { source }: FacetUnit,
    question: SyncedQuestion,
    row: Found | undefined,
  ): Promise<SyncedAnswer> {
    const { definition } = question;
    const plans = this.#plansOf(source.id, definition.id);
    const reading =
      row &&
      this.#accept(row, {
        ...question,
        freshMs: this.#freshMs(source.id, definition),
      });
    if (reading && reading.usableUntil > this.#clock.now()) {
      return { kind: 'read', reading };
    }
    const states = await this.#statesOf(source.id, source.credentialScope);
    const ours = states.filter(({ bulk }) =>
      plans.some(plan => plan.bulk.id === bulk),
    );
    const isCovered =
      plans.length > 0 &&
      plans.every(plan =>
        ours.some(
          state =>
            state.bulk === plan.bulk.id &&
            state.live_round !== null &&
            state.covered_at !== null &&
            Date.parse(state.covered_at) + definition.times.usableMs >
              this.#clock.now(),
        ),
      );
    // Only a whole round can say that there is no such account.
    return isCovered && !row
      ? { kind: 'failed', reason: 'not_found' }
      : {
          kind: 'failed',
          reason:
            ours.find(
              ({ failing }) => failing !== null && failing !== 'not_found',
            )?.failing ?? 'timeout',
        };
  }

  #plansOf(source: string, facet: string): SyncPlan[] {
    return this.#plans.filter(
      plan =>
        plan.source.id === source && plan.bulk.facets.some(id => id === facet),
    );
  }

  /** There is nothing newer before the next round has come. */
  #freshMs(source: string, { id, times }: FacetDefinition): number {
    const every = this.#plansOf(source, id).map(({ everyMs }) => everyMs);
    return Math.max(times.freshMs, 2 * Math.max(0, ...every));
  }

  #accept(
    row: Found,
    options: SyncedQuestion & { freshMs: number },
  ): CachedReading | undefined {
    // Changes say nothing of what has not changed: it was true till that round.
    const fetchedAt = Math.max(
      Date.parse(row.fetched_at),
      this.#modeOf(row) === 'changes' && row.covered_at !== null
        ? Date.parse(row.covered_at)
        : -Infinity,
    );
    const accepted =
      row.data === null
        ? undefined
        : acceptReading(
            {
              data: JSON.parse(row.data),
              asOf: row.as_of,
              missing: row.missing === null ? [] : JSON.parse(row.missing),
            },
            {
              definition: options.definition,
              generation: options.generation,
              startedAt: fetchedAt,
              freshUntil: Math.min(
                fetchedAt + options.freshMs,
                options.freshNoLongerThan ?? Infinity,
              ),
            },
          );
    return (
      accepted && {
        ...accepted,
        figuresWhole: Boolean(row.figures_whole),
        ...(this.#modeOf(row) === 'changes' && { heldUntil: fetchedAt }),
      }
    );
  }

  #modeOf(row: Found) {
    return this.#plans.find(
      ({ source, bulk }) => source.id === row.source && bulk.id === row.bulk,
    )?.bulk.mode;
  }

  /** Of the rows that are shown and that this credential has seen. */
  async #newest(
    { source, account }: FacetUnit,
    facet: string,
  ): Promise<Found | undefined> {
    return this.#knex<Found>({ r: ROWS_TABLE })
      .join({ c: CURSORS_TABLE }, on =>
        on
          .on('c.source', 'r.source')
          .andOn('c.bulk', 'r.bulk')
          .andOn('c.live_round', 'r.round'),
      )
      .where({
        'r.source': source.id,
        'r.facet': facet,
        'r.account_id': account.id,
        'r.scope': source.credentialScope,
      })
      .orderBy('r.as_of', 'desc')
      .first('r.*', 'c.covered_at');
  }

  async #statesOf(source: string, scope: string): Promise<SyncState[]> {
    return this.#knex<SyncState>(CURSORS_TABLE).where({ source, scope });
  }
}

/** A link may be wrong: then it is another customer's. */
function isOurs({ owner }: Found, { account }: FacetUnit): boolean {
  return owner === null || isOwnedBy(JSON.parse(owner), account.customer);
}

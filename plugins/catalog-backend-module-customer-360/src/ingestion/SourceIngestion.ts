import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type {
  GoneCustomer,
  ListedCustomer,
} from '@customer-360/backstage-plugin-customer-360-node';
import {
  ListingUnavailableError,
  type CustomerListing,
} from './CustomerListing';
import type { CustomerTeller } from './CustomerTeller';
import type { IngestedSource, IngestionConfig } from './IngestionConfig';
import type { ListedRow, ListedStore, ListingState } from './ListedStore';
import { refusesRemoval } from './refusesRemoval';
import type { RemovalAlarm } from './RemovalAlarm';

/** Of one mutation, and of one read of what was listed. */
const PAGE = 500;
/** As many accounts are asked for by id at once. */
const GET = 100;
/** A round that goes on for longer begins anew: its cursor leads in a circle. */
const LONGEST_ROUND_MS = 24 * 60 * 60_000;

/** Says whether to go on; false when the time of this turn is over. */
export type Going = () => boolean;

/**
 * Brings the customers of one source into the catalog. All that it has done is
 * kept with how far it is, so it goes on on any instance where another was
 * killed; what was told twice is the same twice.
 */
export class SourceIngestion {
  readonly #source: IngestedSource;
  /** Sources that speak before this one. */
  readonly #earlier: readonly string[];
  readonly #config: IngestionConfig;
  readonly #store: ListedStore;
  readonly #listing: CustomerListing;
  readonly #teller: CustomerTeller;
  readonly #alarm: RemovalAlarm;
  readonly #logger: LoggerService;
  readonly #now: () => Date;

  constructor(options: {
    source: IngestedSource;
    config: IngestionConfig;
    store: ListedStore;
    listing: CustomerListing;
    teller: CustomerTeller;
    alarm: RemovalAlarm;
    logger: LoggerService;
    now: () => Date;
  }) {
    const order = options.config.sources.map(each => each.source);
    this.#source = options.source;
    this.#earlier = order.slice(0, order.indexOf(options.source.source));
    this.#config = options.config;
    this.#store = options.store;
    this.#listing = options.listing;
    this.#teller = options.teller;
    this.#alarm = options.alarm;
    this.#logger = options.logger;
    this.#now = options.now;
  }

  /**
   * One turn: what was heard, what changed, then the round as far as it gets.
   *
   * @param toldWith - what tells these people and this config from others
   */
  async advance(toldWith: string, going: Going): Promise<void> {
    let state = await this.#store.state(this.#source.source);
    if (state.phase === 'idle') {
      if (this.#isOver(state.finishedAt, this.#config.everyMs)) {
        state = await this.#begin(state);
      } else if (state.toldWith !== toldWith) {
        state = await this.#beginTelling(state, toldWith);
      }
    }
    while (state.phase === 'listing' && going()) {
      await this.#heard(state);
      state = await this.#readPage(state, toldWith);
    }
    if (state.finishedAt !== undefined || (await this.#earlierDone())) {
      while (state.phase === 'telling' && going()) {
        await this.#heard(state);
        state = await this.#tellPage(state);
      }
    }
    if (state.finishedAt !== undefined) {
      await this.#heard(state);
      await this.#readChanges(state, going);
    }
  }

  /** Until they have spoken it is not known whose an account is. */
  async #earlierDone(): Promise<boolean> {
    for (const source of this.#earlier) {
      const { finishedAt } = await this.#store.state(source);
      if (finishedAt === undefined) {
        this.#logger.debug(
          `Customers of ${
            this.#source.source
          } wait until ${source} has been listed once`,
        );
        return false;
      }
    }
    return true;
  }

  async #begin(state: ListingState): Promise<ListingState> {
    // Before the first page, so that no change falls between the two.
    const changes =
      state.changesCursor === undefined
        ? await this.#listing.changes(state.source, undefined)
        : undefined;
    const begun: ListingState = {
      ...state,
      phase: 'listing',
      round: state.round + 1,
      cursor: undefined,
      startedAt: this.#now().toISOString(),
      changesCursor: state.changesCursor ?? changes?.cursor,
    };
    await this.#store.keep(begun);
    return begun;
  }

  async #readPage(
    state: ListingState,
    toldWith: string,
  ): Promise<ListingState> {
    if (this.#isOver(state.startedAt, LONGEST_ROUND_MS)) {
      return this.#beginAnew(state, 'it took longer than a day');
    }
    let page;
    try {
      page = await this.#listing.page(state.source, state.cursor);
    } catch (error) {
      if (state.cursor !== undefined && isCursorGone(error)) {
        return this.#beginAnew(state, 'its cursor is no longer good');
      }
      throw error;
    }
    if (!page.last && page.cursor === state.cursor) {
      await this.#beginAnew(state, 'a page led back to itself');
      throw new ListingUnavailableError(state.source, 'schema');
    }
    const next = { ...state, cursor: page.cursor };
    await this.#store.save(page.customers.filter(isListed), next);
    return page.last ? this.#beginTelling(next, toldWith) : next;
  }

  async #beginAnew(state: ListingState, why: string): Promise<ListingState> {
    this.#logger.warn(
      `The listing of customers of ${state.source} begins anew: ${why}`,
    );
    return this.#begin(state);
  }

  async #beginTelling(
    state: ListingState,
    toldWith: string,
  ): Promise<ListingState> {
    const { entities } = await this.#store.counts(state);
    const telling: ListingState = {
      ...state,
      phase: 'telling',
      pass: state.pass + 1,
      cursor: undefined,
      toldWith,
      entitiesBefore: entities,
    };
    await this.#store.keep(telling);
    return telling;
  }

  async #tellPage(state: ListingState): Promise<ListingState> {
    const rows = await this.#store.seen(state, PAGE);
    if (rows.length === 0) {
      return this.#finish(state);
    }
    const { given } = await this.#teller.tell(this.#source, rows);
    const next = { ...state, cursor: rows[rows.length - 1].id };
    await this.#store.told(next, given, []);
    return next;
  }

  async #finish(state: ListingState): Promise<ListingState> {
    const { leaving, listed } = await this.#store.counts(state);
    const refused = refusesRemoval(
      { leaving, before: state.entitiesBefore, listed },
      this.#config.maxRemovedPercent,
    );
    if (refused) {
      await this.#alarm.raise(state, { leaving, listed });
    } else {
      await this.#sweep(state);
    }
    await this.#store.dropUnseen(state);
    const { startedAt, ...rest } = state;
    const done: ListingState = {
      ...rest,
      phase: 'idle',
      cursor: undefined,
      // Telling again what was listed before is no round.
      finishedAt:
        startedAt === undefined ? state.finishedAt : this.#now().toISOString(),
      refused,
    };
    await this.#store.keep(done);
    await this.#report(done, refused ? 0 : leaving, refused ? leaving : 0);
    return done;
  }

  async #sweep(state: ListingState): Promise<void> {
    for (;;) {
      const rows = await this.#store.leaving(state, PAGE);
      if (rows.length === 0) {
        return;
      }
      await this.#teller.remove(rows);
      await this.#store.told(state, [], idsOf(rows));
    }
  }

  async #report(
    state: ListingState,
    removed: number,
    kept: number,
  ): Promise<void> {
    const { source } = state;
    const { entities, listed } = await this.#store.counts(state);
    try {
      await this.#listing.report({
        source,
        endedAt: this.#now().toISOString(),
        listed,
        customers: entities,
        kept,
      });
    } catch (error) {
      this.#logger.warn(
        `How the listing of ${source} ended could not be told; GET /v1/sources says it after the next one`,
        { cause: toError(error).name },
      );
    }
    const shared = await this.#store.sharedDomains(state.source);
    this.#logger.info(
      `Customers of ${state.source}: ${listed} listed, ${entities} in the catalog, ${removed} removed`,
    );
    if (shared > 0) {
      this.#logger.warn(
        `${shared} customers of ${state.source} share their domain with another one; each has a page of its own, and none is found by its domain`,
      );
    }
  }

  async #heard(state: ListingState): Promise<void> {
    const words =
      state.finishedAt === undefined
        ? []
        : await this.#store.heard(state.source, GET);
    if (words.length > 0) {
      const ids = words.map(({ id }) => id);
      await this.#change(state, await this.#listing.get(state.source, ids));
      await this.#store.unhear(state.source, words);
    }
  }

  async #readChanges(state: ListingState, going: Going): Promise<void> {
    let at = state;
    if (
      at.changesCursor === undefined ||
      !this.#isOver(at.changesAt, this.#config.changesEveryMs)
    ) {
      return;
    }
    while (going()) {
      let page;
      try {
        page = await this.#listing.changes(at.source, at.changesCursor);
      } catch (error) {
        if (isCursorGone(error)) {
          // What changed in between is found by a whole round.
          await this.#beginAnew(
            { ...at, changesCursor: undefined },
            'changes cannot be followed any more',
          );
          return;
        }
        throw error;
      }
      const stuck = page && !page.last && page.cursor === at.changesCursor;
      await this.#change(at, page?.customers ?? []);
      at = { ...at, changesCursor: page?.cursor };
      if (!page || page.last || stuck) {
        await this.#store.keep({ ...at, changesAt: this.#now().toISOString() });
        return;
      }
      await this.#store.keep(at);
    }
  }

  /** What the source itself says of single accounts, told at once. */
  async #change(
    state: ListingState,
    customers: ReadonlyArray<ListedCustomer | GoneCustomer>,
  ): Promise<void> {
    const listed = customers.filter(isListed);
    const gone = idsOf(customers.filter(each => !isListed(each)));
    await this.#store.save(listed, state);
    const rows = await this.#store.rows(state.source, idsOf(listed));
    const { given, unwanted } = await this.#teller.tell(this.#source, rows);
    const goneRows = await this.#store.rows(state.source, gone);
    const leaving = [
      ...unwanted,
      ...goneRows.filter(({ hasEntity }) => hasEntity),
    ];
    if (await this.#refuses(state, leaving.length)) {
      await this.#store.told(state, given, []);
      return;
    }
    await this.#teller.remove(leaving);
    await this.#store.told(state, given, idsOf(unwanted));
    await this.#store.drop(state.source, gone);
  }

  /** One at a time is always believed: somebody has deleted it. */
  async #refuses(state: ListingState, leaving: number): Promise<boolean> {
    if (leaving <= 1) {
      return false;
    }
    const { entities, listed } = await this.#store.counts(state);
    const refused = refusesRemoval(
      { leaving, before: entities, listed },
      this.#config.maxRemovedPercent,
    );
    if (refused) {
      await this.#alarm.raise(state, { leaving, listed });
    }
    return refused;
  }

  #isOver(at: string | undefined, ms: number): boolean {
    return at === undefined || this.#now().getTime() - Date.parse(at) >= ms;
  }
}

function isListed(
  customer: ListedCustomer | GoneCustomer,
): customer is ListedCustomer {
  return !('gone' in customer);
}

function isCursorGone(error: unknown): boolean {
  return (
    error instanceof ListingUnavailableError && error.reason === 'not_found'
  );
}

function idsOf(items: ReadonlyArray<Pick<ListedRow, 'id'>>): string[] {
  return items.map(({ id }) => id);
}

import type { Knex } from 'knex';
import { afterCommit } from '../generations/afterCommit';
import type { ChangeListener } from '../generations/ChangeListener';
import type { CustomerChange } from '../generations/CustomerChanges';
import { GENERATIONS_TABLE } from '../generations/generationsJson';
import { raiseGenerations } from '../generations/raiseGenerations';
import { committedOf, scopeKey, scopesOf } from '../generations/scopesOf';
import type { LinkIndex } from '../links/LinkIndex';
import { isoOf } from './SyncTime';
import type { SeenAccounts } from './SeenAccounts';

/** A facet of an account of which a bulk read has told something. */
export interface Told {
  readonly facet: string;
  readonly account: string;
  readonly asOf: string;
  /** False where the source does not say when it changed: `asOf` is when it was read. */
  readonly dated: boolean;
  /** True where it is news, and makes what is cached worthless. */
  readonly news: boolean;
  /** When it was read, in milliseconds since the epoch. */
  readonly readAt: number;
  /** What was kept of it before. */
  readonly known?: {
    readonly customer_ref: string | null;
    /** What the customer's had come to when it was kept. */
    readonly generation: number | null;
    readonly unheard: boolean;
    readonly fetched_at: string;
  };
}

/** How what was told stands towards the generations of its customer. */
export interface Standing {
  /** Set where the account is of just one customer. */
  readonly customer_ref: string | null;
  /** What the customer's has come to with it. */
  readonly generation: number | null;
  /** True where nothing has been acknowledged since it was read. */
  readonly is_current: boolean;
  /** True where it is news that nobody has told us of before. */
  readonly unheard: boolean;
}

interface Count {
  readonly generation: number;
  readonly bumpedAt: number;
}

/** Hosts date changes by their own clocks. */
const SKEW_MS = 10 * 60_000;
const REFS_AT_ONCE = 5_000;
const UNOWNED: Standing = {
  customer_ref: null,
  generation: null,
  is_current: false,
  unheard: false,
};

/** Makes worthless what many accounts' customers have cached, in one step. */
export class Bumps {
  readonly #source: string;
  readonly #links: LinkIndex;
  readonly #seen: SeenAccounts;
  readonly #together: (facets: readonly string[]) => readonly string[];
  readonly #hasWebhook: boolean;
  readonly #listener: ChangeListener;

  constructor(options: {
    source: string;
    links: LinkIndex;
    seen: SeenAccounts;
    /** The facets with all that go stale together with them. */
    together: (facets: readonly string[]) => readonly string[];
    hasWebhook: boolean;
    /** Told when it is committed. */
    listener: ChangeListener;
  }) {
    this.#source = options.source;
    this.#links = options.links;
    this.#seen = options.seen;
    this.#together = options.together;
    this.#hasWebhook = options.hasWebhook;
    this.#listener = options.listener;
  }

  /** @returns in the order of what was told */
  async of(tx: Knex, told: readonly Told[], now: number): Promise<Standing[]> {
    const accounts = [...new Set(told.map(({ account }) => account))];
    if (accounts.length === 0) {
      return [];
    }
    const customers = await this.#links.customersOf(this.#source, accounts, tx);
    const refsOf = (account: string) => customers.get(account) ?? [];
    const orphans = accounts.filter(account => refsOf(account).length === 0);
    if (orphans.length > 0) {
      await this.#seen.saw(this.#source, orphans, tx);
    }
    const refs = [...new Set(accounts.flatMap(refsOf))].sort();
    const before = await this.#counts(tx, refs);
    const changes = told
      .filter(({ news }) => news)
      .flatMap(({ account, facet }) =>
        refsOf(account).map(
          (customerRef): CustomerChange => ({
            customerRef,
            source: this.#source,
            facets: this.#together([facet]),
          }),
        ),
      );
    const bumped = await raiseGenerations(tx, scopesOf(changes), isoOf(now));
    if (changes.length > 0) {
      afterCommit(tx, () =>
        committedOf(changes).forEach(each => this.#listener.onChanged(each)),
      );
    }
    return told.map(each => {
      const own = refsOf(each.account);
      return own.length === 1
        ? this.#standing(each, own[0], before, bumped)
        : UNOWNED;
    });
  }

  #standing(
    told: Told,
    customerRef: string,
    before: ReadonlyMap<string, Count>,
    bumped: ReadonlyMap<string, number>,
  ): Standing {
    const { facet, news, known, readAt } = told;
    const key = scopeKey({ customerRef, scope: `${this.#source}/${facet}` });
    const ofFacet = before.get(key);
    const ofSource = before.get(scopeKey({ customerRef, scope: this.#source }));
    const generation = (ofFacet?.generation ?? 0) + (ofSource?.generation ?? 0);
    const bumpedAt = Math.max(
      ofFacet?.bumpedAt ?? -Infinity,
      ofSource?.bumpedAt ?? -Infinity,
    );
    const oursWasLast =
      known?.customer_ref === customerRef && known.generation === generation;
    const nothingSince =
      generation === 0 || oursWasLast || bumpedAt < readAt - SKEW_MS;
    const after = bumped.get(key);
    // A change that was acknowledged between our looking and our counting.
    const alone =
      after === undefined || after === (ofFacet?.generation ?? 0) + 1;
    const since = changedSince(told);
    const heard =
      !alone ||
      // Found for the first time: nobody can say when it changed.
      since === undefined ||
      (generation > 0 && !oursWasLast && bumpedAt >= since - SKEW_MS);
    return {
      customer_ref: customerRef,
      generation:
        (after ?? ofFacet?.generation ?? 0) + (ofSource?.generation ?? 0),
      is_current: nothingSince && alone,
      unheard: news
        ? this.#hasWebhook && !heard
        : known?.unheard === true && oursWasLast,
    };
  }

  async #counts(
    tx: Knex,
    refs: readonly string[],
  ): Promise<ReadonlyMap<string, Count>> {
    const counts = new Map<string, Count>();
    for (let from = 0; from < refs.length; from += REFS_AT_ONCE) {
      const rows = await tx(GENERATIONS_TABLE)
        .select('customer_ref', 'scope', 'generation', 'bumped_at')
        .whereIn('customer_ref', refs.slice(from, from + REFS_AT_ONCE));
      for (const row of rows) {
        counts.set(
          scopeKey({ customerRef: row.customer_ref, scope: row.scope }),
          {
            generation: row.generation,
            bumpedAt: Date.parse(row.bumped_at),
          },
        );
      }
    }
    return counts;
  }
}

/** Where the source does not say when it changed, it was since we looked last. */
function changedSince({ asOf, dated, known }: Told): number | undefined {
  return dated ? Date.parse(asOf) : known && Date.parse(known.fetched_at);
}

import { stringifyEntityRef } from '@backstage/catalog-model';
import {
  OBSERVED_FACETS,
  type CustomerEntity,
  type FacetDefinition,
} from '@customer-360/backstage-plugin-customer-360-common';
import { identityOf } from '../customers/identityOf';
import type { FacetEngine, FacetReadRequest } from '../facets/FacetEngine';
import type { KnownFacets } from '../facets/KnownFacets';
import type { PackedReading } from '../facets/PackedReading';
import type {
  AccountReading,
  FacetReadings,
  SourceReading,
} from '../facets/readings';
import { isVoiding } from '../facets/settleReading';
import type { Generations } from '../generations/Generations';
import type { LinkResolver } from '../links/LinkResolver';
import type { SourceRegistry } from '../sources/SourceRegistry';
import type { CustomerLook } from './CustomerLook';

const FACETS: readonly string[] = OBSERVED_FACETS;
/** Of its facet's lifetime: a reading that lives shorter lags behind its source. */
const WHOLE_LIFE = 0.5;

export interface Looked {
  readonly look: CustomerLook;
  /** Scopes that have changed and could not be read: to be looked at again. */
  readonly unread: readonly string[];
}

/**
 * Looks at a customer from what is known. Asked of a source is what a change has
 * made worthless, and nothing else: what a bulk read has brought is taken from
 * its rows, however many customers it was of, and of who was only linked nothing
 * is asked before somebody looks.
 */
export class CustomerLooker {
  readonly #engine: FacetEngine;
  readonly #known: KnownFacets;
  readonly #links: LinkResolver;
  readonly #sources: SourceRegistry;
  readonly #freshMs: ReadonlyMap<string, number>;

  constructor(options: {
    engine: FacetEngine;
    known: KnownFacets;
    links: LinkResolver;
    sources: SourceRegistry;
    definitions: readonly FacetDefinition[];
  }) {
    this.#engine = options.engine;
    this.#known = options.known;
    this.#links = options.links;
    this.#sources = options.sources;
    this.#freshMs = new Map(
      options.definitions.map(({ id, times }) => [id, times.freshMs]),
    );
  }

  /**
   * @param changed - scopes, `<source>` or `<source>/<facet>`
   * @param mayRenew - false where enough has been read again
   */
  async look(
    entity: CustomerEntity,
    generations: Generations,
    changed: readonly string[],
    mayRenew: () => boolean,
  ): Promise<Looked> {
    const ref = stringifyEntityRef(entity);
    const request = {
      customer: identityOf({ entity, ref }),
      links: await this.#links.linksOf(entity),
      generations,
    };
    const known = await this.#known.read({ ...request, facets: FACETS });
    const concerned = this.#concerned(changed);
    const toAsk = concerned.filter(
      one =>
        !this.#isKnown(known, one) &&
        !this.#wentAlong(known, one, generations) &&
        !isMerelyLinked(known, one, changed),
    );
    const ask = (ones: readonly Concerned[]) => this.#ask(request, known, ones);
    const readings = await ask(toAsk);
    return {
      look: {
        entity,
        ref,
        readings,
        renew: async facets =>
          mayRenew()
            ? ask([...toAsk, ...this.#dueOf(readings, facets)])
            : readings,
      },
      unread: toAsk
        .filter(one => !this.#isRead(readings, one))
        .map(({ source, facet }) => `${source}/${facet}`),
    };
  }

  /** What is known, with what was asked for in its place. */
  async #ask(
    request: Omit<FacetReadRequest, 'facets'>,
    known: FacetReadings<PackedReading>,
    ones: readonly Concerned[],
  ): Promise<FacetReadings<PackedReading>> {
    const readings = new Map(known);
    const bySource = new Map<string, string[]>();
    for (const { facet, source } of ones) {
      bySource.set(source, [...(bySource.get(source) ?? []), facet]);
    }
    await Promise.all(
      [...bySource].map(async ([source, facets]) => {
        // Followed to the end: what is merely due is given before it is read.
        for await (const update of this.#engine.follow({
          ...request,
          facets: [...new Set(facets)],
          sources: new Set([source]),
        })) {
          readings.set(
            update.facet,
            inPlaceOf(readings.get(update.facet) ?? [], update.readings),
          );
        }
      }),
    );
    return readings;
  }

  /** Where facets are due to be read again. */
  #dueOf(
    readings: FacetReadings<PackedReading>,
    facets: readonly string[],
  ): Concerned[] {
    return facets.flatMap(facet =>
      (readings.get(facet) ?? [])
        .filter(({ accounts }) =>
          accounts.some(account => account.kind === 'read' && account.stale),
        )
        .map(({ source }) => ({ source: source.id, facet })),
    );
  }

  /** All that is looked at of what has changed. */
  #concerned(changed: readonly string[]): Concerned[] {
    const scopes = new Set(changed);
    return FACETS.flatMap(facet =>
      this.#sources
        .filling(facet)
        .filter(({ id }) => scopes.has(id) || scopes.has(`${id}/${facet}`))
        .map(({ id }) => ({ source: id, facet })),
    );
  }

  /** Nothing has changed since, whether or not it is due to be read again. */
  #isKnown(readings: FacetReadings<PackedReading>, one: Concerned): boolean {
    return accountsOf(readings, one).every(account =>
      account.kind === 'read'
        ? account.stale === undefined ||
          (account.stale === 'renewing' &&
            this.#livesLong(one, account.reading))
        : isVoiding(account.reason),
    );
  }

  #isRead(readings: FacetReadings<PackedReading>, one: Concerned): boolean {
    return accountsOf(readings, one).every(account =>
      account.kind === 'read'
        ? account.stale === undefined && this.#livesLong(one, account.reading)
        : isVoiding(account.reason),
    );
  }

  /**
   * A bulk read that brings one facet makes the others of its group worthless
   * as well. They are not known to have changed, and to ask for them would be a
   * call for each customer of the round.
   */
  #wentAlong(
    readings: FacetReadings<PackedReading>,
    one: Concerned,
    generations: Generations,
  ): boolean {
    const toldAt = generations.toldOf(one.source, one.facet)?.at ?? -Infinity;
    const bulks = this.#sources.get(one.source)?.bulk ?? [];
    const inBulk = new Set<string>(bulks.flatMap(({ facets }) => facets));
    return (
      !inBulk.has(one.facet) &&
      this.#engine.together(one.source, [one.facet]).some(
        facet =>
          inBulk.has(facet) &&
          // Unless the vendor itself has told of it since.
          accountsOf(readings, { ...one, facet }).some(
            account =>
              account.kind === 'read' && account.reading.fetchedAt > toldAt,
          ) &&
          this.#isKnown(readings, { ...one, facet }),
      )
    );
  }

  #livesLong({ facet }: Concerned, reading: PackedReading): boolean {
    return (
      reading.freshUntil - reading.fetchedAt >=
      WHOLE_LIFE * (this.#freshMs.get(facet) ?? 0)
    );
  }
}

/**
 * A counter of a whole source rises where an account is linked. Of who comes in
 * with all others nothing has been read, so nothing of it can have changed: to
 * ask for it would be a call for each customer that is listed.
 */
function isMerelyLinked(
  readings: FacetReadings<PackedReading>,
  one: Concerned,
  changed: readonly string[],
): boolean {
  return (
    !changed.includes(`${one.source}/${one.facet}`) &&
    accountsOf(readings, one).every(({ kind }) => kind !== 'read')
  );
}

/** In the order that they have: the first one speaks. */
function inPlaceOf(
  known: ReadonlyArray<SourceReading<PackedReading>>,
  read: ReadonlyArray<SourceReading<PackedReading>>,
): Array<SourceReading<PackedReading>> {
  return known.map(
    one => read.find(({ source }) => source.id === one.source.id) ?? one,
  );
}

interface Concerned {
  readonly source: string;
  readonly facet: string;
}

function accountsOf(
  readings: FacetReadings<PackedReading>,
  { facet, source }: Concerned,
): ReadonlyArray<AccountReading<PackedReading>> {
  return (readings.get(facet) ?? [])
    .filter(
      (reading: SourceReading<PackedReading>) => reading.source.id === source,
    )
    .flatMap(({ accounts }) => accounts);
}

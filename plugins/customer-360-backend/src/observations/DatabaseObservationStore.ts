import {
  isFacetId,
  type FacetId,
  type Figure,
} from '@customer-360/backstage-plugin-customer-360-common';
import type { Knex } from 'knex';
import type { Observation, ObservationStore } from './ObservationStore';

const TABLE = 'c360_observations';
/** Customers of one statement: each is a part of a union, which SQLite bounds. */
const MANY = 200;

interface Row {
  customer_ref: string;
  facet: string;
  as_of: string;
  fetched_at: string;
  sources: string;
  figures: string;
  changed: boolean | number;
}

/** @see ObservationStore */
export class DatabaseObservationStore implements ObservationStore {
  readonly #knex: Knex;

  constructor(options: { knex: Knex }) {
    this.#knex = options.knex;
  }

  async keep(
    customerRef: string,
    observations: readonly Observation[],
  ): Promise<number> {
    const latest = new Map(
      (
        await this.#newest(customerRef, {
          facets: observations.map(({ facet }) => facet),
        })
      ).map(row => [row.facet, row]),
    );
    const rows = observations.flatMap(observation => {
      const figures = toText(observation.figures);
      const changed = news(latest.get(observation.facet), observation, figures);
      return changed === undefined
        ? []
        : [
            {
              customer_ref: customerRef,
              facet: observation.facet,
              as_of: observation.asOf,
              fetched_at: observation.fetchedAt,
              sources: observation.sources.join(','),
              figures,
              changed,
            },
          ];
    });
    if (rows.length > 0) {
      // Two instances that read the same keep it once.
      await this.#knex<Row>(TABLE)
        .insert(rows)
        .onConflict(['customer_ref', 'facet', 'as_of'])
        .ignore();
    }
    return rows.length;
  }

  async latestIn(
    customerRef: string,
    span: { from: string; to: string },
  ): Promise<Observation[]> {
    return (await this.#newest(customerRef, { span })).flatMap(toObservation);
  }

  async milestones(
    customerRef: string,
    { facets, upTo }: { facets: readonly FacetId[]; upTo: readonly string[] },
  ): Promise<Observation[]> {
    // One end of the index for each facet and instant: to group instead would
    // read all that was ever observed of the customer.
    const asked = () =>
      this.#knex
        .unionAll(
          facets.map(facet =>
            this.#knex.select(
              this.#knex.raw('cast(? as varchar(63)) as facet', [facet]),
            ),
          ),
        )
        .as('asked');
    const ofAsked = () =>
      this.#knex(`${TABLE} as kept`)
        .where({ 'kept.customer_ref': customerRef })
        .whereRaw('kept.facet = asked.facet');
    const ends = [
      ofAsked().min('kept.as_of'),
      ...upTo.map(instant =>
        ofAsked().andWhere('kept.as_of', '<=', instant).max('kept.as_of'),
      ),
    ];
    // A union leaves each out that is there already.
    const wanted = this.#knex
      .union(
        ends.map(end =>
          this.#knex.select('asked.facet', end.as('as_of')).from(asked()),
        ),
      )
      .as('wanted');
    const rows: Row[] = await this.#knex<Row>(TABLE)
      .join(wanted, join =>
        join
          .on(`${TABLE}.facet`, 'wanted.facet')
          .andOn(`${TABLE}.as_of`, 'wanted.as_of'),
      )
      .where({ customer_ref: customerRef })
      .select(`${TABLE}.*`)
      .orderBy([`${TABLE}.facet`, `${TABLE}.as_of`]);
    return rows.flatMap(toObservation);
  }

  async latestOf(
    customerRefs: readonly string[],
    { facets, upTo }: { facets: readonly FacetId[]; upTo: readonly string[] },
  ): Promise<ReadonlyMap<string, Observation[]>> {
    const found = new Map<string, Observation[]>();
    for (let from = 0; from < customerRefs.length; from += MANY) {
      const refs = customerRefs.slice(from, from + MANY);
      for (const row of await this.#latestOf(refs, facets, upTo)) {
        const known = found.get(row.customer_ref) ?? [];
        found.set(row.customer_ref, [...known, ...toObservation(row)]);
      }
    }
    return found;
  }

  /** One end of the index for each customer, facet and instant. */
  async #latestOf(
    refs: readonly string[],
    facets: readonly FacetId[],
    upTo: readonly string[],
  ): Promise<Row[]> {
    const listOf = (name: string, length: number, values: readonly string[]) =>
      this.#knex
        .unionAll(
          values.map(value =>
            this.#knex.select(
              this.#knex.raw(`cast(? as varchar(${length})) as ${name}`, [
                value,
              ]),
            ),
          ),
        )
        .as(`the_${name}s`);
    const ends = upTo.map(instant =>
      this.#knex
        .select(
          'customer_ref',
          'facet',
          this.#knex(`${TABLE} as kept`)
            .whereRaw('kept.customer_ref = the_customer_refs.customer_ref')
            .whereRaw('kept.facet = the_facets.facet')
            .andWhere('kept.as_of', '<=', instant)
            .max('kept.as_of')
            .as('as_of'),
        )
        .from(listOf('customer_ref', 255, refs))
        .crossJoin(listOf('facet', 63, facets) as never),
    );
    // A union leaves each out that is there already.
    const wanted = this.#knex.union(ends).as('wanted');
    return this.#knex<Row>(TABLE)
      .join(wanted, join =>
        join
          .on(`${TABLE}.customer_ref`, 'wanted.customer_ref')
          .andOn(`${TABLE}.facet`, 'wanted.facet')
          .andOn(`${TABLE}.as_of`, 'wanted.as_of'),
      )
      .select(`${TABLE}.*`)
      .orderBy([
        `${TABLE}.customer_ref`,
        `${TABLE}.facet`,
        `${TABLE}.as_of`,
      ]) as Promise<Row[]>;
  }

  async observedSince(
    customerRef: string,
  ): Promise<ReadonlyMap<FacetId, string>> {
    const rows: Array<{ facet: string; since: string }> = await this.#knex(
      TABLE,
    )
      .where({ customer_ref: customerRef })
      .groupBy('facet')
      .select('facet')
      .min('as_of as since');
    return new Map(
      rows.flatMap(({ facet, since }) =>
        isFacetId(facet) ? [[facet, since] as const] : [],
      ),
    );
  }

  async count(customerRef: string): Promise<number> {
    const [{ kept }] = await this.#knex(TABLE)
      .where({ customer_ref: customerRef })
      .count('* as kept');
    return Number(kept);
  }

  async erase(customerRef: string): Promise<number> {
    return this.#knex(TABLE).where({ customer_ref: customerRef }).delete();
  }

  async deleteBefore(options: {
    facets: readonly FacetId[];
    before: string;
    unchangedOnly: boolean;
    limit: number;
  }): Promise<number> {
    const oldest = await this.#knex<Row>(TABLE)
      .whereIn('facet', [...options.facets])
      .andWhere('as_of', '<', options.before)
      .andWhere(options.unchangedOnly ? { changed: false } : {})
      .orderBy('as_of')
      .limit(options.limit)
      .select('customer_ref', 'facet', 'as_of');
    if (oldest.length === 0) {
      return 0;
    }
    return this.#knex(TABLE)
      .whereIn(
        ['customer_ref', 'facet', 'as_of'],
        oldest.map(row => [row.customer_ref, row.facet, row.as_of]),
      )
      .delete();
  }

  /** The newest row of each facet. */
  async #newest(
    customerRef: string,
    among: {
      facets?: readonly FacetId[];
      span?: { from: string; to: string };
    },
  ): Promise<Row[]> {
    const newest = this.#knex<Row>(TABLE)
      .where({ customer_ref: customerRef })
      .groupBy('facet')
      .select('facet')
      .max('as_of as as_of')
      .as('newest');
    if (among.facets) {
      void newest.whereIn('facet', [...among.facets]);
    }
    if (among.span) {
      void newest.whereBetween('as_of', [among.span.from, among.span.to]);
    }
    return this.#knex<Row>(TABLE)
      .join(newest, join =>
        join
          .on(`${TABLE}.facet`, 'newest.facet')
          .andOn(`${TABLE}.as_of`, 'newest.as_of'),
      )
      .where({ customer_ref: customerRef })
      .select(`${TABLE}.*`)
      .orderBy(`${TABLE}.facet`);
  }
}

/**
 * Whether a reading says something else than the latest one; undefined where it
 * is not kept at all. What is older than the latest says nothing of what came
 * after it.
 */
function news(
  latest: Row | undefined,
  { asOf }: Observation,
  figures: string,
): boolean | undefined {
  if (latest === undefined) {
    return true;
  }
  if (latest.as_of >= asOf) {
    return undefined;
  }
  const changed = latest.figures !== figures;
  return changed || dayOf(latest.as_of) !== dayOf(asOf) ? changed : undefined;
}

/** The same figures are the same text, in whatever order they were read. */
function toText(figures: readonly Figure[]): string {
  return JSON.stringify(
    figures
      .map(({ metric, unit, value }) => [metric, unit, value])
      .sort((a, b) => (`${a[0]} ${a[1]}` < `${b[0]} ${b[1]}` ? -1 : 1)),
  );
}

function toObservation(row: Row): Observation[] {
  const { facet } = row;
  if (!isFacetId(facet)) {
    return [];
  }
  const figures = JSON.parse(row.figures) as Array<[string, string, number]>;
  return [
    {
      facet,
      asOf: row.as_of,
      fetchedAt: row.fetched_at,
      sources: row.sources.split(','),
      figures: figures.map(([metric, unit, value]) => ({
        metric,
        unit,
        value,
      })),
    },
  ];
}

function dayOf(instant: string): string {
  return instant.slice(0, 10);
}

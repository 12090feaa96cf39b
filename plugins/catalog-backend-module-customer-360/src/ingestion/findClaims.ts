import type { Knex } from 'knex';
import type { Claim, ListedRow } from './ListedStore';
import { inChunks, LISTED, LISTED_LINKS } from './listedRows';

/**
 * The customers of earlier sources that accounts belong to: an id that either
 * source has of the other first, then exactly the same domain.
 */
export async function findClaims(
  knex: Knex,
  rows: readonly ListedRow[],
  earlier: readonly string[],
): Promise<ReadonlyMap<string, readonly Claim[]>> {
  const found = new Map<string, Map<string, Claim>>();
  if (earlier.length === 0 || rows.length === 0) {
    return new Map();
  }
  const add = (id: string, name: string, rule: Claim['rule']) => {
    const claims = found.get(id) ?? new Map<string, Claim>();
    if (!claims.has(name)) {
      claims.set(name, { name, rule });
    }
    found.set(id, claims);
  };
  for (const some of inChunks(rows)) {
    for (const { id, name } of await namedByOthers(knex, some, earlier)) {
      add(id, name, 'external_id');
    }
    for (const { id, name } of await namedByThemselves(knex, some, earlier)) {
      add(id, name, 'external_id');
    }
    for (const { id, name } of await sameDomain(knex, some, earlier)) {
      add(id, name, 'domain');
    }
  }
  return new Map([...found].map(([id, claims]) => [id, strongest(claims)]));
}

/** Where an id decides, a domain has no say. */
function strongest(claims: ReadonlyMap<string, Claim>): Claim[] {
  const all = [...claims.values()];
  const byId = all.filter(({ rule }) => rule === 'external_id');
  return byId.length > 0 ? byId : all;
}

interface Found {
  id: string;
  name: string;
}

function namedByOthers(
  knex: Knex,
  rows: readonly ListedRow[],
  earlier: readonly string[],
): Promise<Found[]> {
  return knex(LISTED_LINKS)
    .join(LISTED, on =>
      on
        .on(`${LISTED}.source`, `${LISTED_LINKS}.source`)
        .andOn(`${LISTED}.id`, `${LISTED_LINKS}.id`),
    )
    .where(`${LISTED_LINKS}.other_source`, rows[0].source)
    .whereIn(
      `${LISTED_LINKS}.other_id`,
      rows.map(({ id }) => id),
    )
    .whereIn(`${LISTED}.source`, [...earlier])
    .whereNotNull(`${LISTED}.entity_pass`)
    .select({ id: `${LISTED_LINKS}.other_id`, name: `${LISTED}.name` });
}

function namedByThemselves(
  knex: Knex,
  rows: readonly ListedRow[],
  earlier: readonly string[],
): Promise<Found[]> {
  return knex(LISTED_LINKS)
    .join(LISTED, on =>
      on
        .on(`${LISTED}.source`, `${LISTED_LINKS}.other_source`)
        .andOn(`${LISTED}.id`, `${LISTED_LINKS}.other_id`),
    )
    .where(`${LISTED_LINKS}.source`, rows[0].source)
    .whereIn(
      `${LISTED_LINKS}.id`,
      rows.map(({ id }) => id),
    )
    .whereIn(`${LISTED}.source`, [...earlier])
    .whereNotNull(`${LISTED}.entity_pass`)
    .select({ id: `${LISTED_LINKS}.id`, name: `${LISTED}.name` });
}

async function sameDomain(
  knex: Knex,
  rows: readonly ListedRow[],
  earlier: readonly string[],
): Promise<Found[]> {
  const domains = rows.flatMap(({ listed }) => listed.domain ?? []);
  const others: Array<{ domain: string; name: string }> = await knex(LISTED)
    .whereIn('source', [...earlier])
    .whereIn('domain', domains)
    .whereNotNull('entity_pass')
    .select('domain', 'name');
  return rows.flatMap(({ id, listed }) =>
    others
      .filter(({ domain }) => domain === listed.domain)
      .map(({ name }) => ({ id, name })),
  );
}

import {
  linkConfidence,
  type CandidateRule,
} from '@customer-360/backstage-plugin-customer-360-common';
import type { Knex } from 'knex';
import { DatabaseCustomerChanges } from '../generations/DatabaseCustomerChanges';
import { insertedAtOnce } from '../installation/insertedAtOnce';
import { MAX_ACCOUNTS_PER_SOURCE } from './LinkResolver';
import {
  LINK_HISTORY_TABLE,
  LINKS_TABLE,
  toStanding,
  type LinkHistoryRow,
  type LinkRow,
} from './linkRow';

/** An account that is a customer's by what its record says. */
export interface NewLink {
  readonly customerRef: string;
  readonly source: string;
  readonly account: string;
  readonly rule: CandidateRule;
}

/**
 * What `linked` does to one account, for many of them: two looks, and writing
 * only what is new. To be run in a transaction.
 *
 * @param links - at most 500
 * @returns those that are new
 */
export async function linkMany(
  tx: Knex,
  links: readonly NewLink[],
  at: string,
): Promise<readonly NewLink[]> {
  const wanted = await newAmong(tx, links);
  if (wanted.length === 0) {
    return [];
  }
  const rows = wanted.map(
    ({ customerRef, source, account, rule }): LinkRow => ({
      customer_ref: customerRef,
      source,
      account_id: account,
      rule,
      confidence: linkConfidence(rule),
      state: 'confirmed',
      exclusive: account,
      by_person: null,
      at,
      reason: null,
    }),
  );
  const atOnce = insertedAtOnce(tx);
  for (let from = 0; from < rows.length; from += atOnce) {
    const some = rows.slice(from, from + atOnce);
    await tx<LinkRow>(LINKS_TABLE).insert(some);
    await tx<LinkHistoryRow>(LINK_HISTORY_TABLE).insert(
      some.map(row => ({
        customer_ref: row.customer_ref,
        source: row.source,
        account_id: row.account_id,
        act: 'linked',
        by_person: null,
        at,
        reason: null,
        before: null,
        after: JSON.stringify(toStanding(row)),
      })),
    );
  }
  await new DatabaseCustomerChanges({
    knex: tx,
    clock: { now: () => Date.parse(at) },
  }).acknowledgeWith(async () => ({
    changes: wanted.map(({ customerRef, source }) => ({ customerRef, source })),
    result: undefined,
  }));
  return wanted;
}

/**
 * Those that are neither linked nor undone, that nobody else has, and for which
 * there is room.
 */
async function newAmong(
  tx: Knex,
  links: readonly NewLink[],
): Promise<NewLink[]> {
  const ofCustomers: LinkRow[] = await tx<LinkRow>(LINKS_TABLE).whereIn(
    'customer_ref',
    distinct(links, ({ customerRef }) => customerRef),
  );
  const known = new Set(ofCustomers.map(keyOf));
  const fresh = links.filter(
    link =>
      !known.has(
        keyOf({
          customer_ref: link.customerRef,
          source: link.source,
          account_id: link.account,
        }),
      ),
  );
  if (fresh.length === 0) {
    return [];
  }
  const held: LinkRow[] = await tx<LinkRow>(LINKS_TABLE)
    .where({ state: 'confirmed' })
    .whereIn(
      'source',
      distinct(fresh, ({ source }) => source),
    )
    .whereIn(
      'account_id',
      distinct(fresh, ({ account }) => account),
    );
  const taken = new Set(
    held.map(row => JSON.stringify([row.source, row.account_id])),
  );
  const room = new Map<string, number>();
  for (const row of ofCustomers) {
    const key = JSON.stringify([row.customer_ref, row.source]);
    room.set(key, (room.get(key) ?? 0) + (row.state === 'confirmed' ? 1 : 0));
  }
  return fresh.filter(({ customerRef, source, account }) => {
    const holder = JSON.stringify([source, account]);
    const place = JSON.stringify([customerRef, source]);
    const had = room.get(place) ?? 0;
    if (taken.has(holder) || had >= MAX_ACCOUNTS_PER_SOURCE) {
      return false;
    }
    taken.add(holder);
    room.set(place, had + 1);
    return true;
  });
}

function keyOf(
  row: Pick<LinkRow, 'customer_ref' | 'source' | 'account_id'>,
): string {
  return JSON.stringify([row.customer_ref, row.source, row.account_id]);
}

function distinct(
  links: readonly NewLink[],
  of: (link: NewLink) => string,
): string[] {
  return [...new Set(links.map(of))];
}

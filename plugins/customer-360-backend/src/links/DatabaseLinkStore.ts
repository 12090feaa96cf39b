import {
  linkConfidence,
  type LinkHistoryEntry,
} from '@customer-360/backstage-plugin-customer-360-common';
import type { Knex } from 'knex';
import { DatabaseCustomerChanges } from '../generations/DatabaseCustomerChanges';
import { linkMany, type NewLink } from './linkMany';
import { MAX_ACCOUNTS_PER_SOURCE } from './LinkResolver';
import {
  LINK_HISTORY_TABLE,
  LINKS_TABLE,
  toHistoryEntry,
  toStanding,
  toStoredLink,
  type LinkHistoryRow,
  type LinkRow,
} from './linkRow';
import type {
  LinkChange,
  LinkOutcome,
  LinkStep,
  LinkStore,
  StoredLink,
} from './LinkStore';

/** As many as a customer may have at all sources together, and some. */
const MAX_ROWS = 1_000;
const LINKED_AT_ONCE = 500;

/** Keeps links in the plugin's database. */
export class DatabaseLinkStore implements LinkStore {
  readonly #knex: Knex;

  constructor(options: { knex: Knex }) {
    this.#knex = options.knex;
  }

  async apply(change: LinkChange): Promise<LinkOutcome> {
    const attempt = () =>
      this.#knex
        .transaction(tx => applyIn(tx, change))
        .catch(error => {
          if (isUniqueViolation(error)) {
            return undefined;
          }
          throw error;
        });
    // Two instances at once: the second try sees what the other one did.
    return (await attempt()) ?? (await attempt()) ?? 'held';
  }

  async linkAll(
    links: readonly NewLink[],
    at: string,
  ): Promise<readonly NewLink[]> {
    const linked: NewLink[] = [];
    for (let from = 0; from < links.length; from += LINKED_AT_ONCE) {
      const some = links.slice(from, from + LINKED_AT_ONCE);
      const fresh = await this.#knex
        .transaction(tx => linkMany(tx, some, at))
        .catch(error => {
          if (isUniqueViolation(error)) {
            // Somebody has linked one of them meanwhile: each for itself.
            return this.#linkEach(some, at);
          }
          throw error;
        });
      linked.push(...fresh);
    }
    return linked;
  }

  async #linkEach(
    links: readonly NewLink[],
    at: string,
  ): Promise<readonly NewLink[]> {
    const linked: NewLink[] = [];
    for (const each of links) {
      const { rule, ...link } = each;
      const step = { act: 'linked', rule } as const;
      if ((await this.apply({ ...link, step, at })) === 'done') {
        linked.push(each);
      }
    }
    return linked;
  }

  async inForce(customerRef: string): Promise<StoredLink[]> {
    const rows: LinkRow[] = await this.#knex<LinkRow>(LINKS_TABLE)
      .where({ customer_ref: customerRef, state: 'confirmed' })
      .orderBy(['source', 'at', 'account_id'])
      .limit(MAX_ROWS);
    return rows.map(toStoredLink);
  }

  async undone(customerRef: string, source: string): Promise<StoredLink[]> {
    const rows: LinkRow[] = await this.#knex<LinkRow>(LINKS_TABLE)
      .where({ customer_ref: customerRef, source, state: 'undone' })
      .orderBy('at', 'desc')
      .limit(MAX_ROWS);
    return rows.map(toStoredLink);
  }

  async heldByOthers(
    customerRef: string,
    source: string,
    accounts: readonly string[],
  ): Promise<Set<string>> {
    const rows: LinkRow[] = await this.#knex<LinkRow>(LINKS_TABLE)
      .where({ source, state: 'confirmed' })
      .whereIn('account_id', [...accounts])
      .whereNot({ customer_ref: customerRef })
      .limit(MAX_ROWS);
    return new Set(rows.map(row => row.account_id));
  }

  async madeByThemselves(
    source: string,
    accounts: readonly string[],
  ): Promise<StoredLink[]> {
    const rows: LinkRow[] = await this.#knex<LinkRow>(LINKS_TABLE)
      .where({ source, state: 'confirmed' })
      .whereNull('by_person')
      .whereIn('account_id', [...accounts]);
    return rows.map(toStoredLink);
  }

  async linkedAmong(
    source: string,
    customerRefs: readonly string[],
  ): Promise<Set<string>> {
    const rows = await this.#knex<LinkRow>(LINKS_TABLE)
      .distinct('customer_ref')
      .where({ source, state: 'confirmed' })
      .whereIn('customer_ref', [...customerRefs]);
    return new Set(rows.map(row => row.customer_ref));
  }

  async history(
    customerRef: string,
    limit: number,
  ): Promise<LinkHistoryEntry[]> {
    const rows: LinkHistoryRow[] = await this.#knex<LinkHistoryRow>(
      LINK_HISTORY_TABLE,
    )
      .where({ customer_ref: customerRef })
      .orderBy('seq', 'desc')
      .limit(limit);
    return rows.map(toHistoryEntry);
  }
}

async function applyIn(tx: Knex, change: LinkChange): Promise<LinkOutcome> {
  const { account, at, customerRef, source, step } = change;
  const key = { customer_ref: customerRef, source, account_id: account };
  const before = await tx<LinkRow>(LINKS_TABLE).where(key).first();
  const others = await countOf(
    tx,
    { source, account_id: account },
    customerRef,
  );
  const refusal = refusalOf(step, before, others);
  if (refusal) {
    return refusal;
  }
  if (
    before?.state !== 'confirmed' &&
    (await countOf(tx, { customer_ref: customerRef, source })) >=
      MAX_ACCOUNTS_PER_SOURCE
  ) {
    return 'full';
  }
  const after = rowAfter(change, before, others > 0);
  if (before) {
    await tx<LinkRow>(LINKS_TABLE).where(key).update(after);
  } else {
    await tx<LinkRow>(LINKS_TABLE).insert({ ...key, ...after });
  }
  await tx<LinkHistoryRow>(LINK_HISTORY_TABLE).insert({
    ...key,
    act: step.act === 'forced' && others === 0 ? 'confirmed' : step.act,
    by_person: after.by_person,
    at,
    reason: after.reason,
    before: before ? JSON.stringify(toStanding(before)) : null,
    after: JSON.stringify(toStanding(after)),
  });
  await new DatabaseCustomerChanges({
    knex: tx,
    clock: { now: () => Date.parse(at) },
  }).acknowledge({
    customerRef,
    source,
  });
  return 'done';
}

/** Why nothing is to be done. Pure. */
function refusalOf(
  step: LinkStep,
  before: LinkRow | undefined,
  others: number,
): LinkOutcome | undefined {
  const inForce = before?.state === 'confirmed';
  switch (step.act) {
    case 'undone':
      return inForce ? undefined : 'absent';
    case 'yielded':
      return inForce && before.by_person === null ? undefined : 'absent';
    case 'linked':
      if (before) {
        return inForce ? 'unchanged' : 'undone';
      }
      return others > 0 ? 'held' : undefined;
    case 'confirmed':
      if (inForce) {
        return before.rule === 'manual' ? 'unchanged' : undefined;
      }
      return others > 0 ? 'held' : undefined;
    default:
      return inForce && before.rule === 'manual' ? 'unchanged' : undefined;
  }
}

function rowAfter(
  { account, at, step }: LinkChange,
  before: LinkRow | undefined,
  shared: boolean,
) {
  const said = {
    by_person: 'by' in step ? step.by : null,
    at,
    reason: (step.act !== 'linked' && step.reason) || null,
  };
  if (step.act === 'undone' || step.act === 'yielded') {
    // What it was found by stays to be read.
    const { rule, confidence } = before!;
    return {
      ...said,
      rule,
      confidence,
      state: 'undone' as const,
      exclusive: null,
    };
  }
  const rule = step.act === 'linked' ? step.rule : ('manual' as const);
  return {
    ...said,
    rule,
    confidence: linkConfidence(rule),
    state: 'confirmed' as const,
    exclusive: exclusiveAfter(account, before, shared),
  };
}

function exclusiveAfter(
  account: string,
  before: LinkRow | undefined,
  shared: boolean,
): string | null {
  if (before?.state === 'confirmed') {
    return before.exclusive;
  }
  return shared ? null : account;
}

/** Links in force, of all customers or of all others than one. */
async function countOf(
  tx: Knex,
  where: Partial<LinkRow>,
  butOf?: string,
): Promise<number> {
  const select = tx<LinkRow>(LINKS_TABLE).where({
    ...where,
    state: 'confirmed',
  });
  if (butOf !== undefined) {
    select.whereNot({ customer_ref: butOf });
  }
  const [{ count }] = await select.count({ count: '*' });
  return Number(count);
}

/** PostgreSQL's code for it, and SQLite's two. */
const UNIQUE_VIOLATIONS: ReadonlySet<unknown> = new Set([
  '23505',
  'SQLITE_CONSTRAINT_PRIMARYKEY',
  'SQLITE_CONSTRAINT_UNIQUE',
]);

function isUniqueViolation(error: unknown): boolean {
  return UNIQUE_VIOLATIONS.has((error as { code?: unknown } | null)?.code);
}

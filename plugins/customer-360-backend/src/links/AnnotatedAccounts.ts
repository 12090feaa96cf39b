import { stringifyEntityRef } from '@backstage/catalog-model';
import type { CustomerEntity } from '@customer-360/backstage-plugin-customer-360-common';
import type { Knex } from 'knex';
import type { Clock } from '../clock/SharedClock';
import type { CustomerRound, CustomerVisitor } from '../walk/CustomerVisitor';
import { accountsWrittenOn, type WrittenAccount } from './accountsWrittenOn';
import { isPlainAccountId } from './isPlainAccountId';
import type { LinkIndex } from './LinkIndex';

interface AnnotatedRow {
  customer_ref: string;
  source: string;
  account_id: string;
  seen_at: string;
}

const TABLE = 'c360_annotated_accounts';
/** As many values as any database takes in one statement. */
const BATCH = 200;
const HOUR_MS = 60 * 60_000;
/** Rows of 100,000 customers are not written anew in each round. */
const RENEWED_MS = 12 * HOUR_MS;
/** What belongs to a customer that the catalog has no more is gone by then. */
const FORGOTTEN_MS = 24 * HOUR_MS;

/**
 * Which customer an account is written on, as of the last time that all were
 * gone through: for changes, which must find their customer inside a
 * transaction. Nobody is shown anything by it.
 */
export class AnnotatedAccounts implements LinkIndex, CustomerVisitor {
  readonly #knex: Knex;
  readonly #clock: Clock;

  constructor(options: { knex: Knex; clock: Clock }) {
    this.#knex = options.knex;
    this.#clock = options.clock;
  }

  async customersOf(
    sourceId: string,
    accounts: readonly string[],
    tx: Knex,
  ): Promise<ReadonlyMap<string, readonly string[]>> {
    const found = new Map<string, string[]>();
    for (const batch of batchesOf([...new Set(accounts)])) {
      const rows: AnnotatedRow[] = await tx<AnnotatedRow>(TABLE)
        .where({ source: sourceId })
        .whereIn('account_id', batch)
        .orderBy(['account_id', 'customer_ref']);
      for (const { account_id: account, customer_ref: ref } of rows) {
        found.set(account, [...(found.get(account) ?? []), ref]);
      }
    }
    return found;
  }

  begin(): CustomerRound {
    const now = this.#clock.now();
    return {
      visit: entities => this.#note(entities, now),
      end: async () => {
        await this.#rows()
          .where('seen_at', '<', isoOf(now - FORGOTTEN_MS))
          .delete();
      },
    };
  }

  async #note(entities: readonly CustomerEntity[], now: number): Promise<void> {
    const written = accountsWrittenOn(entities).filter(({ account }) =>
      isPlainAccountId(account),
    );
    const known = await this.#of(
      entities.map(entity => stringifyEntityRef(entity)),
    );
    const kept = new Map(known.map(row => [keyOf(row), row]));
    const renewedAt = isoOf(now - RENEWED_MS);
    const due = written.map(rowOf(isoOf(now))).filter(row => {
      const before = kept.get(keyOf(row));
      return !before || before.seen_at < renewedAt;
    });
    const standing = new Set(written.map(rowOf('')).map(keyOf));
    const gone = known.filter(row => !standing.has(keyOf(row)));
    if (due.length + gone.length === 0) {
      return;
    }
    await this.#knex.transaction(async tx => {
      for (const { seen_at: _, ...row } of gone) {
        await tx<AnnotatedRow>(TABLE).where(row).delete();
      }
      for (const batch of batchesOf(due)) {
        await tx<AnnotatedRow>(TABLE)
          .insert(batch)
          .onConflict(['customer_ref', 'source', 'account_id'])
          .merge(['seen_at']);
      }
    });
  }

  async #of(refs: readonly string[]): Promise<AnnotatedRow[]> {
    const rows: AnnotatedRow[] = [];
    for (const batch of batchesOf(refs)) {
      rows.push(...(await this.#rows().whereIn('customer_ref', batch)));
    }
    return rows;
  }

  #rows() {
    return this.#knex<AnnotatedRow>(TABLE);
  }
}

function rowOf(seenAt: string) {
  return ({ account, customerRef, source }: WrittenAccount): AnnotatedRow => ({
    customer_ref: customerRef,
    source,
    account_id: account,
    seen_at: seenAt,
  });
}

function keyOf(row: AnnotatedRow): string {
  return JSON.stringify([row.customer_ref, row.source, row.account_id]);
}

function* batchesOf<T>(items: readonly T[]): Generator<T[]> {
  for (let at = 0; at < items.length; at += BATCH) {
    yield items.slice(at, at + BATCH);
  }
}

function isoOf(ms: number): string {
  return new Date(ms).toISOString();
}

import { mockServices } from '@backstage/backend-test-utils';
import type { LedgerHeadStore } from '@customer-360/backstage-plugin-customer-360-node';
import type { Knex } from 'knex';
import { join } from 'node:path';
import type { Alarm } from '../../alarms/Alarms';
import { InstallationKey } from '../../installation/InstallationKey';
import { ChainedLedgerNotes } from '../ChainedLedgerNotes';
import { ChainedLedgerStore } from '../ChainedLedgerStore';
import { ChainKeeper } from '../chain/ChainKeeper';
import type { ChainRegistry } from '../chain/ChainRegistry';
import { ChainWriter } from '../chain/ChainWriter';
import { DatabaseChainRegistry } from '../chain/DatabaseChainRegistry';
import { DatabaseLedgerTable } from '../chain/DatabaseLedgerTable';
import { FileHeadStore } from '../chain/FileHeadStore';
import { LedgerKeys } from '../chain/LedgerKeys';
import type { LedgerRow } from '../chain/LedgerRow';
import type { LedgerTable } from '../chain/LedgerTable';
import type { CustomerLedgerEntry } from '../LedgerStore';
import { DatabaseLedgerPeople } from '../people/DatabaseLedgerPeople';
import { DefaultLedgerVerifier } from '../verify/DefaultLedgerVerifier';
import type { VerifyOptions } from '../verify/LedgerVerifier';

export const NOON = Date.parse('2026-09-10T12:00:00Z');
export const DAY = 86_400_000;
export const MINUTE = 60_000;

export const testKey = (id: string) => ({
  id,
  secret: Buffer.from(`secret of ${id}`),
});

export const lookedAt: CustomerLedgerEntry = {
  kind: 'view',
  actorRef: 'user:default/sam',
  requestId: 'r-1',
  customerRef: 'customer:default/acme',
  facets: { tickets: 'full', contracts: 'summary' },
  labels: ['contract'],
};

/** What can be different about an instance. */
export interface InstanceOptions {
  readonly keys?: LedgerKeys;
  readonly table?: (table: LedgerTable) => LedgerTable;
  readonly registry?: (registry: ChainRegistry) => ChainRegistry;
  /** What the keeper exports to. */
  readonly heads?: (heads: LedgerHeadStore) => LedgerHeadStore;
  readonly retentionDays?: number;
  /** What verifying reads; the table itself when left out. */
  readonly read?: (table: LedgerTable) => LedgerTable;
  /** Read at once when verifying. */
  readonly pageRows?: number;
}

/**
 * The ledger on a migrated database, with a clock that stands still.
 *
 * @param folder - for the exported heads
 */
export function openLedger(knex: Knex, folder: string) {
  const clock = { at: NOON, now: () => clock.at };
  const headsFile = join(folder, 'heads.jsonl');
  const heads = new FileHeadStore({ path: headsFile });
  const logger = mockServices.logger.mock();
  const alarms = { raise: jest.fn<Promise<void>, [Alarm]>(async () => {}) };

  /** One of several instances on the same database. */
  const instance = (options: InstanceOptions = {}) => {
    const keys = options.keys ?? new LedgerKeys([testKey('one')]);
    const own = new DatabaseLedgerTable({ knex });
    const table = options.table?.(own) ?? own;
    const rightRegistry = new DatabaseChainRegistry({ knex, keys, clock });
    const registry = options.registry?.(rightRegistry) ?? rightRegistry;
    const parts = { table, registry, keys, clock, policyVersion: 'p1' };
    const writer = new ChainWriter(parts);
    const people = new DatabaseLedgerPeople({ knex, keys });
    return {
      writer,
      people,
      keys,
      notes: new ChainedLedgerNotes({ ...parts, knex, writer }),
      ledger: new ChainedLedgerStore({ ...parts, writer, people }),
      keeper: new ChainKeeper({
        ...parts,
        ...options,
        table,
        registry,
        knex,
        writer,
        heads: options.heads?.(heads) ?? heads,
        alarms,
        logger,
      }),
      verify: (how?: VerifyOptions) =>
        new DefaultLedgerVerifier({
          table: options.read?.(own) ?? own,
          registry,
          keys,
          heads,
          people,
          clock,
          key: new InstallationKey(Buffer.alloc(32)),
          pageRows: options.pageRows,
        }).verify(how),
    };
  };
  return { knex, clock, alarms, heads, headsFile, instance, logger };
}

export function rowsOf(knex: Knex): Promise<LedgerRow[]> {
  return knex<LedgerRow>('c360_ledger').orderBy(['chain', 'seq']);
}

/** What the owner of the database can do. */
export async function asOwner(knex: Knex, change: () => PromiseLike<unknown>) {
  for (const table of ['c360_ledger', 'c360_ledger_chains']) {
    if (knex.client.config.client === 'pg') {
      await knex.raw(`alter table ${table} disable trigger all`);
    } else {
      await knex.raw(`drop trigger if exists ${table}_update`);
      await knex.raw(`drop trigger if exists ${table}_delete`);
    }
  }
  await change();
}

import { migrationsDirectory } from '@customer-360/backstage-plugin-customer-360-backend/src/installation/applyMigrations';
import { DatabaseCustomerChanges } from '@customer-360/backstage-plugin-customer-360-backend/src/generations/DatabaseCustomerChanges';
import { DatabaseLedgerStore } from '@customer-360/backstage-plugin-customer-360-backend/src/ledger/DatabaseLedgerStore';
import { knex as createKnex } from 'knex';
import { randomUUID } from 'node:crypto';
import { RECORDED_FACETS } from '../portal/recordOf';

const ROUNDS = 15;
const PER_ROUND = 200;
const CUSTOMERS = 200;

/**
 * The ledger's row with the customer's generations against a plain insert of one
 * row of the same length, each committed by itself on the same pool, in turns.
 * `ledger.ts <connection string>`.
 */
async function main(): Promise<void> {
  const knex = createKnex({
    client: 'pg',
    connection: process.argv[2],
    pool: { min: 4, max: 4 },
  });
  await knex.migrate.latest({ directory: migrationsDirectory });
  // The same row without anything of ours: columns, key and nothing else.
  await knex.raw(
    'create table plain (seq bigserial primary key, a varchar(36), b varchar(24), c varchar(16), d varchar(255), e varchar(255), f text, g text)',
  );
  const changes = new DatabaseCustomerChanges({ knex });
  for (let at = 0; at < CUSTOMERS; at++) {
    await changes.acknowledge({
      customerRef: refOf(at),
      source: 's0',
      facets: ['tickets', 'invoices'],
    });
  }
  const ledger = new DatabaseLedgerStore({ knex });
  const levels = Object.fromEntries(RECORDED_FACETS.map(id => [id, 'full']));
  const facets = JSON.stringify(levels);
  const kinds = {
    ledger: (at: number) =>
      ledger.appendRead({
        kind: 'view',
        actorRef: 'user:default/p0',
        customerRef: refOf(at % CUSTOMERS),
        facets: levels,
        labels: ['contract', 'notes'],
      }),
    plain: (at: number) =>
      knex.raw(
        'insert into plain (a, b, c, d, e, f, g) values (?, ?, ?, ?, ?, ?, ?)',
        [
          randomUUID(),
          new Date().toISOString(),
          'view',
          'user:default/p0',
          refOf(at % CUSTOMERS),
          facets,
          '["contract","notes"]',
        ],
      ),
  };
  const times: Record<string, number[]> = { ledger: [], plain: [] };
  for (let round = -2; round < ROUNDS; round++) {
    const names = Object.keys(kinds) as Array<keyof typeof kinds>;
    for (const name of round % 2 === 0 ? names : names.reverse()) {
      const startedAt = performance.now();
      for (let at = 0; at < PER_ROUND; at++) {
        await kinds[name](at);
      }
      // The first two are for what runs for the first time.
      if (round >= 0) {
        times[name].push((performance.now() - startedAt) / PER_ROUND);
      }
    }
  }
  const { rows } = await knex.raw('show fsync');
  process.stdout.write(
    `${JSON.stringify({ ...times, fsync: rows[0].fsync })}\n`,
  );
  await knex.destroy();
}

function refOf(at: number): string {
  return `customer:default/c${at}`;
}

main().catch(error => {
  process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
  process.exit(1);
});

import type { LoggerService } from '@backstage/backend-plugin-api';
import { migrationsDirectory } from '@customer-360/backstage-plugin-customer-360-backend/src/installation/applyMigrations';
import { DatabaseCustomerChanges } from '@customer-360/backstage-plugin-customer-360-backend/src/generations/DatabaseCustomerChanges';
import { createLedger } from '@customer-360/backstage-plugin-customer-360-backend/src/createLedger';
import { InstallationKey } from '@customer-360/backstage-plugin-customer-360-backend/src/installation/InstallationKey';
import { knex as createKnex } from 'knex';
import { randomBytes, randomUUID } from 'node:crypto';
import { RECORDED_FACETS } from '../portal/recordOf';

const silent: LoggerService = {
  error() {},
  warn() {},
  info() {},
  debug() {},
  child: () => silent,
};

/** What a row of the ledger has beside its place and what is made for each. */
const PLAIN = [
  'chain'.padEnd(16, '-'),
  'view',
  'shown',
  'person'.padEnd(24, '-'),
  null,
  '["contract","notes"]',
  null,
  'policy'.padEnd(16, '-'),
  'key',
  'hash'.padEnd(43, '-'),
  'recorded_at',
  'request_id',
  'customer_ref',
  'facets',
];
const ROUNDS = 25;
const WARM_UP = 10;
const PER_ROUND = 200;
const CUSTOMERS = 200;
/** Who write at the same time, where one waits for the other no longer. */
const WRITERS = 16;

/**
 * The ledger's row with the customer's generations against a plain insert of one
 * row of the same length, each committed by itself on the same pool, in turns: one
 * after the other, and many at once.
 * `ledger.ts <connection string>`.
 */
async function main(): Promise<void> {
  const knex = createKnex({
    client: 'pg',
    connection: process.argv[2],
    pool: { min: 4, max: 4 },
  });
  await knex.migrate.latest({ directory: migrationsDirectory });
  // As many bytes in as many columns, a key and nothing else of ours.
  await knex.raw(
    `create table plain (seq bigserial primary key, ${PLAIN.map(
      (_, at) => `c${at} text`,
    ).join(', ')})`,
  );
  const changes = new DatabaseCustomerChanges({
    knex,
    clock: { now: () => Date.now() },
  });
  for (let at = 0; at < CUSTOMERS; at++) {
    await changes.acknowledge({
      customerRef: refOf(at),
      source: 's0',
      facets: ['tickets', 'invoices'],
    });
  }
  const { store: ledger } = createLedger({
    knex,
    clock: { now: () => Date.now() },
    key: new InstallationKey(randomBytes(32)),
    alarms: { raise: async () => {} },
    config: {
      keys: [{ id: 'k', secret: randomBytes(32) }],
      verifyEvery: { hours: 24 },
      alarmRecipients: [],
    },
    policyVersion: '1',
    logger: silent,
  });
  const plainInsert = `insert into plain (${PLAIN.map((_, at) => `c${at}`)})
    values (${PLAIN.map(() => '?')})`;
  const levels = Object.fromEntries(RECORDED_FACETS.map(id => [id, 'full']));
  const facets = JSON.stringify(levels);
  const kinds = {
    ledger: (at: number) =>
      ledger.appendRead({
        kind: 'view',
        actorRef: 'user:default/p0',
        requestId: randomUUID(),
        customerRef: refOf(at % CUSTOMERS),
        facets: levels,
        labels: ['contract', 'notes'],
      }),
    plain: (at: number) =>
      knex.raw(plainInsert, [
        ...PLAIN.slice(0, -4),
        new Date().toISOString(),
        randomUUID(),
        refOf(at % CUSTOMERS),
        facets,
      ]),
  };
  const times: Record<string, number[]> = {
    ledger: [],
    plain: [],
    ledgerTogether: [],
    plainTogether: [],
  };
  const measure = async (
    kind: keyof typeof kinds,
    as: string,
    writers: number,
    count: boolean,
  ) => {
    const startedAt = performance.now();
    let next = 0;
    const write = async () => {
      while (next < PER_ROUND) {
        await kinds[kind](next++);
      }
    };
    await Promise.all(Array.from({ length: writers }, write));
    if (count) {
      times[as].push((performance.now() - startedAt) / PER_ROUND);
    }
  };
  for (let round = -WARM_UP; round < ROUNDS; round++) {
    const names = Object.keys(kinds) as Array<keyof typeof kinds>;
    for (const name of round % 2 === 0 ? names : names.reverse()) {
      // The first are for code that has not been compiled yet.
      await measure(name, name, 1, round >= 0);
      await measure(name, `${name}Together`, WRITERS, round >= 0);
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

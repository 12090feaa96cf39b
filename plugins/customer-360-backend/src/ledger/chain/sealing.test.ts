import { TestDatabases } from '@backstage/backend-test-utils';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrationsDirectory } from '../../installation/applyMigrations';
import { DAY, lookedAt, openLedger } from '../__testUtils__/openLedger';
import type { ChainRegistry } from './ChainRegistry';
import { SEAL } from './LedgerRow';
import type { LedgerTable } from './LedgerTable';

jest.setTimeout(60_000);

/** A table that writes as it is told to. */
const inserting = (
  table: LedgerTable,
  insert: LedgerTable['insert'],
): LedgerTable => ({
  insert,
  lastOf: chain => table.lastOf(chain),
  after: (...args) => table.after(...args),
  chains: () => table.chains(),
  remove: chain => table.remove(chain),
});

/** A registry that notes as it is told to. */
const noting = (
  registry: ChainRegistry,
  note: ChainRegistry['note'],
): ChainRegistry => ({
  note,
  after: (...args) => registry.after(...args),
  open: () => registry.open(),
  sealedBefore: at => registry.sealedBefore(at),
  retired: () => registry.retired(),
  head: () => registry.head(),
});

const databases = TestDatabases.create({ ids: ['POSTGRES_15', 'SQLITE_3'] });

describe.each(databases.eachSupportedId())(
  'sealing a chain (%s)',
  databaseId => {
    let folder: string;

    beforeEach(async () => {
      folder = await mkdtemp(join(tmpdir(), 'c360-sealing-'));
    });

    afterEach(async () => {
      await rm(folder, { recursive: true });
    });

    async function start() {
      const knex = await databases.init(databaseId);
      await knex.migrate.latest({ directory: migrationsDirectory });
      const setting = openLedger(knex, folder);
      const eventsOf = async (chain: string) =>
        (await knex('c360_ledger_chains').where({ chain }).orderBy('seq')).map(
          ({ event }) => event,
        );
      return { ...setting, eventsOf };
    }

    it.each(['before', 'after'])(
      'goes on the next day though the answer of the seal is lost %s the commit',
      async when => {
        const { clock, eventsOf, instance } = await start();
        let lose = true;
        const { keeper, ledger, verify, writer } = instance({
          table: table =>
            inserting(table, async rows => {
              if (rows[0].request_kind !== SEAL || !lose) {
                return table.insert(rows);
              }
              lose = false;
              if (when === 'after') {
                await table.insert(rows);
              }
              throw new Error('connection lost');
            }),
        });
        await ledger.appendRead(lookedAt);
        const { chain } = writer.head!;
        clock.at += DAY;
        await expect(ledger.appendRead(lookedAt)).rejects.toThrow(
          'connection lost',
        );

        await ledger.appendRead(lookedAt);

        expect(writer.head!.chain).not.toBe(chain);
        await keeper.keep();
        expect(await eventsOf(chain)).toEqual(['opened', 'sealed']);
        expect(await verify()).toMatchObject({ ok: true, chains: 2, rows: 3 });
      },
    );

    it('goes on the next day though the registry did not take the seal', async () => {
      const { clock, eventsOf, instance } = await start();
      let down = false;
      const { keeper, ledger, verify, writer } = instance({
        registry: registry =>
          noting(registry, async (event, head) => {
            if (down) {
              throw new Error('registry down');
            }
            return registry.note(event, head);
          }),
      });
      await ledger.appendRead(lookedAt);
      const { chain } = writer.head!;
      clock.at += DAY;
      down = true;
      for (let tries = 0; tries < 2; tries++) {
        await expect(ledger.appendRead(lookedAt)).rejects.toThrow(
          'registry down',
        );
      }
      down = false;

      await ledger.appendRead(lookedAt);

      await keeper.keep();
      expect(await eventsOf(chain)).toEqual(['opened', 'sealed']);
      expect(await verify()).toMatchObject({ ok: true, chains: 2, rows: 3 });
    });

    it('goes on the next day though another has sealed the chain', async () => {
      const { clock, eventsOf, instance } = await start();
      const [there, other] = [instance(), instance()];
      await there.ledger.appendRead(lookedAt);
      const { chain } = there.writer.head!;
      await other.writer.sealOther(chain);
      clock.at += DAY;

      await there.ledger.appendRead(lookedAt);

      await there.keeper.keep();
      expect(await eventsOf(chain)).toEqual(['opened', 'sealed']);
      expect(await there.verify()).toMatchObject({
        ok: true,
        chains: 2,
        rows: 3,
      });
    });

    it.each([
      ['is sure', 3],
      ['is not sure', 2],
    ])(
      'seals no second time at its end what another has sealed, where it %s of its last row',
      async (how, rows) => {
        const { eventsOf, instance, knex } = await start();
        let lose = false;
        const there = instance({
          table: table =>
            inserting(table, async inserted => {
              if (lose && inserted[0].request_kind !== SEAL) {
                throw new Error('connection lost');
              }
              return table.insert(inserted);
            }),
        });
        await there.ledger.appendRead(lookedAt);
        await there.keeper.keep();
        const { chain } = there.writer.head!;
        lose = how === 'is not sure';
        await Promise.allSettled([there.ledger.appendRead(lookedAt)]);
        await instance().writer.sealOther(chain);

        await there.keeper.stop();

        expect(await eventsOf(chain)).toEqual(['opened', 'sealed']);
        expect(await knex('c360_ledger_heartbeats')).toEqual([]);
        expect(await there.verify()).toMatchObject({ ok: true, rows });
      },
    );

    it('exports and leaves no sign of life at its end, though it cannot seal', async () => {
      const { heads, instance, knex } = await start();
      const { keeper, ledger, writer } = instance({
        table: table =>
          inserting(table, async rows => {
            if (rows[0].request_kind === SEAL) {
              throw new Error('connection lost');
            }
            return table.insert(rows);
          }),
      });
      await ledger.appendRead(lookedAt);
      await keeper.keep();
      await ledger.appendRead(lookedAt);
      const { chain } = writer.head!;

      await expect(keeper.stop()).rejects.toThrow('connection lost');

      expect((await heads.latest()).get(chain)).toMatchObject({ seq: 2 });
      expect(await knex('c360_ledger_heartbeats')).toEqual([]);
    });
  },
);

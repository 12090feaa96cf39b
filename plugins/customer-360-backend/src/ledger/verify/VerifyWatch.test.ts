import { TestDatabases } from '@backstage/backend-test-utils';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Alarm } from '../../alarms/Alarms';
import { migrationsDirectory } from '../../installation/applyMigrations';
import {
  asOwner,
  lookedAt,
  openLedger,
  rowsOf,
} from '../__testUtils__/openLedger';
import type { LedgerVerifier } from './LedgerVerifier';
import { VerifyWatch } from './VerifyWatch';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_15', 'SQLITE_3'] });

describe.each(databases.eachSupportedId())(
  'the watch over the ledger (%s)',
  databaseId => {
    let folder: string;

    beforeEach(async () => {
      folder = await mkdtemp(join(tmpdir(), 'c360-watch-'));
    });

    afterEach(async () => {
      await rm(folder, { recursive: true, force: true });
    });

    async function start() {
      const knex = await databases.init(databaseId);
      await knex.migrate.latest({ directory: migrationsDirectory });
      const setting = openLedger(knex, folder);
      const it = setting.instance();
      for (let row = 0; row < 5; row++) {
        await it.ledger.appendRead(lookedAt);
      }
      await it.keeper.keep();
      const told: Alarm[] = [];
      const alarms = {
        raise: jest.fn(async (alarm: Alarm) => {
          told.push(alarm);
        }),
      };
      const watch = (verifier: LedgerVerifier = it, limitMs?: number) =>
        new VerifyWatch({
          verifier,
          notes: it.notes,
          keys: it.keys,
          alarms,
          logger: setting.logger,
          frequency: { hours: 24 },
          limitMs,
        });
      const change = (seq: number, customer = 'customer:default/other') =>
        asOwner(knex, () =>
          knex('c360_ledger')
            .where({ chain: it.writer.head!.chain, seq })
            .update({ customer_ref: customer }),
        );
      const notes = async () =>
        (await rowsOf(knex))
          .filter(row => row.request_kind === 'ledger_alarm')
          .map(row => JSON.parse(row.detail!));
      return { ...setting, ...it, alarms, change, notes, told, watch };
    }

    it('has nothing to say of a ledger that is whole', async () => {
      const { notes, told, watch } = await start();
      await watch().run();
      expect(told).toEqual([]);
      expect(await notes()).toEqual([]);
    });

    it('tells once of what is wrong, on any instance, and again when something else is', async () => {
      const { change, notes, told, watch, writer } = await start();
      const { chain } = writer.head!;
      await change(4);
      await watch().run();
      await watch().run();
      expect(told).toMatchObject([
        { event: 'ledger-alarm', severity: 'critical' },
      ]);
      expect(told[0].description).toContain(`row 4 of ${chain}: altered`);
      expect(await notes()).toEqual([
        {
          told: expect.any(String),
          state: 'wrong',
          findings: '1',
          first: `${chain}/4/altered`,
        },
      ]);

      await change(2);
      await watch().run();
      expect(told).toHaveLength(2);
      expect(told[1].description).toContain(`row 2 of ${chain}`);
    });

    it('tells again of what was whole meanwhile', async () => {
      const { change, notes, told, watch } = await start();
      await change(4);
      await watch().run();
      await change(4, lookedAt.customerRef);
      await watch().run();
      expect(told).toHaveLength(1);
      await change(4);
      await watch().run();
      expect(told).toHaveLength(2);
      expect((await notes()).map(({ state }) => state)).toEqual([
        'wrong',
        'whole',
        'wrong',
      ]);
    });

    it('does not believe the owner of the database that it was told', async () => {
      const { change, knex, notes, told, watch, writer } = await start();
      await change(4);
      await watch().run();
      const [row] = await knex('c360_ledger')
        .where({ request_kind: 'ledger_alarm' })
        .orderBy('seq', 'desc');
      // The same alarm of a row that was changed later.
      await change(2);
      await knex('c360_ledger').insert({
        ...row,
        seq: 100,
        recorded_at: '2026-09-10T13:00:00.000Z',
        detail: JSON.stringify({
          ...(await notes())[0],
          first: `${writer.head!.chain}/2/altered`,
        }),
      });
      await watch().run();
      expect(told).toHaveLength(2);
    });

    it('tries again where nobody could be told', async () => {
      const { alarms, change, notes, told, watch } = await start();
      await change(4);
      alarms.raise.mockRejectedValueOnce(new Error('down'));
      await expect(watch().run()).rejects.toThrow('down');
      expect(await notes()).toEqual([]);
      await watch().run();
      expect(told).toHaveLength(1);
      expect(await notes()).toHaveLength(1);
    });

    it('tells that it could not be verified, and why', async () => {
      const { headsFile, told, watch } = await start();
      await rm(headsFile);
      await mkdir(headsFile);
      await watch().run();
      await watch().run();
      expect(told).toMatchObject([{ severity: 'high' }]);
      expect(told[0].description).toContain('the exported ends cannot be read');
    });

    it('tells that nothing is exported any more', async () => {
      const { clock, headsFile, told, watch } = await start();
      await rm(headsFile);
      clock.at += 3_600_000;
      await watch().run();
      expect(told).toMatchObject([{ severity: 'high' }]);
      expect(told[0].title).toContain('exported');
      expect(told[0].description).toContain('row 1 of registry: no_heads');
    });

    it('tells once also while the ledger cannot be written', async () => {
      const { knex, notes, told, watch } = await start();
      const one = watch();
      await knex.schema.renameTable('c360_ledger', 'gone');
      await one.run();
      await one.run();
      expect(told).toHaveLength(1);
      expect(told[0].description).toContain('the database does not answer');
      await knex.schema.renameTable('gone', 'c360_ledger');
      await one.run();
      expect(told).toHaveLength(1);
      expect(await notes()).toMatchObject([{ state: 'whole' }]);
    });

    it('tells of a ledger that takes too long, and not of a service that ends', async () => {
      const { told, watch } = await start();
      const slow: LedgerVerifier = {
        verify: ({ signal } = {}) =>
          new Promise((_, reject) => {
            const end = () => reject(signal!.reason);
            if (signal!.aborted) {
              end();
            }
            signal!.addEventListener('abort', end);
          }),
      };
      await watch(slow).run(AbortSignal.abort());
      expect(told).toEqual([]);
      await watch(slow, 5).run(new AbortController().signal);
      expect(told[0].description).toContain('takes too long');
    });
  },
);

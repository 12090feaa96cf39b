import { TestDatabases } from '@backstage/backend-test-utils';
import type { LedgerHead } from '@customer-360/backstage-plugin-customer-360-node';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrationsDirectory } from '../../installation/applyMigrations';
import { lookedAt, openLedger } from '../__testUtils__/openLedger';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_15', 'SQLITE_3'] });

describe.each(databases.eachSupportedId())(
  'looking after the chains (%s)',
  databaseId => {
    let folder: string;

    beforeEach(async () => {
      folder = await mkdtemp(join(tmpdir(), 'c360-keeping-'));
    });

    afterEach(async () => {
      await rm(folder, { recursive: true });
    });

    /** An instance with a row to export, and a place for it that can break. */
    async function start() {
      const knex = await databases.init(databaseId);
      await knex.migrate.latest({ directory: migrationsDirectory });
      const setting = openLedger(knex, folder);
      const place = { broken: false };
      const it = setting.instance({
        retentionDays: 400,
        heads: heads => ({
          add: async (added: readonly LedgerHead[]) => {
            if (place.broken) {
              throw new Error('no space');
            }
            await heads.add(added);
          },
          latest: () => heads.latest(),
        }),
      });
      await it.ledger.appendRead(lookedAt);
      const rounds = async (count: number) => {
        for (let round = 0; round < count; round++) {
          await it.keeper.keep();
        }
      };
      return { ...setting, ...it, place, rounds };
    }

    it('exports though nobody can be said to live', async () => {
      const { heads, keeper, knex, logger, writer } = await start();
      await knex.schema.renameTable('c360_ledger_heartbeats', 'gone');
      await keeper.keep();
      expect((await heads.latest()).get(writer.head!.chain)).toMatchObject({
        seq: 1,
      });
      expect(logger.error).toHaveBeenCalledWith(
        'The chains of the ledger could not be looked after',
        expect.objectContaining({ step: 'sign of life' }),
      );
    });

    it('seals what is left though nothing can be exported', async () => {
      const { clock, instance, keeper, knex, place } = await start();
      const gone = instance();
      await gone.ledger.appendRead(lookedAt);
      const { chain } = gone.writer.head!;
      place.broken = true;
      await keeper.keep();
      clock.at += 11 * 60_000;
      await keeper.keep();
      expect(
        await knex('c360_ledger_chains').where({ chain, event: 'sealed' }),
      ).toHaveLength(1);
    });

    it('tells once that nothing is exported any more, and again when it goes on', async () => {
      const { alarms, place, rounds } = await start();
      place.broken = true;
      await rounds(4);
      expect(alarms.raise).not.toHaveBeenCalled();
      await rounds(1);
      expect(alarms.raise).toHaveBeenCalledTimes(1);
      expect(alarms.raise).toHaveBeenCalledWith(
        expect.objectContaining({
          event: 'ledger-alarm',
          severity: 'high',
          scope: 'ledger-export',
          meta: { state: 'not_exported', failures: '5' },
        }),
      );
      await rounds(359);
      expect(alarms.raise).toHaveBeenCalledTimes(1);
      await rounds(1);
      expect(alarms.raise).toHaveBeenCalledTimes(2);
    });

    it('tells in the next round where nobody could be told', async () => {
      const { alarms, place, rounds } = await start();
      alarms.raise.mockRejectedValueOnce(new Error('down'));
      place.broken = true;
      await rounds(7);
      expect(alarms.raise).toHaveBeenCalledTimes(2);
    });

    it('begins to count anew when something was exported', async () => {
      const { alarms, ledger, logger, place, rounds } = await start();
      place.broken = true;
      await rounds(5);
      place.broken = false;
      await rounds(1);
      expect(logger.info).toHaveBeenCalledWith(
        'The ends of the ledger are exported again',
      );
      await ledger.appendRead(lookedAt);
      place.broken = true;
      await rounds(4);
      expect(alarms.raise).toHaveBeenCalledTimes(1);
      await rounds(1);
      expect(alarms.raise).toHaveBeenCalledTimes(2);
    });
  },
);

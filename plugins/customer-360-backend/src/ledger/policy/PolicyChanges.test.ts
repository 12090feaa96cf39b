import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrationsDirectory } from '../../installation/applyMigrations';
import {
  lookedAt,
  MINUTE,
  openLedger,
  rowsOf,
} from '../__testUtils__/openLedger';
import type { LedgerNotes } from '../LedgerNotes';
import { PolicyChanges } from './PolicyChanges';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_15', 'SQLITE_3'] });

describe.each(databases.eachSupportedId())(
  'changes of roles (%s)',
  databaseId => {
    let folder: string;

    beforeEach(async () => {
      folder = await mkdtemp(join(tmpdir(), 'c360-policy-'));
    });

    afterEach(async () => {
      await rm(folder, { recursive: true, force: true });
    });

    async function start() {
      const knex = await databases.init(databaseId);
      await knex.migrate.latest({ directory: migrationsDirectory });
      const setting = openLedger(knex, folder);
      const it = setting.instance();
      const told: unknown[] = [];
      const auditor = mockServices.auditor.mock({
        createEvent: async ({ eventId, meta, severityLevel }) => ({
          success: async () => {
            told.push({ eventId, severityLevel, ...meta });
          },
          fail: async () => {},
        }),
      });
      const startWith = (version: string, notes: LedgerNotes = it.notes) =>
        new PolicyChanges({ ...setting, auditor, notes, version }).check();
      const changes = async () =>
        (await rowsOf(knex))
          .filter(row => row.request_kind === 'roles_changed')
          .map(row => JSON.parse(row.detail!));
      return { ...setting, ...it, auditor, changes, startWith, told };
    }

    it('are in the ledger once, with the versions before and after', async () => {
      const { changes, startWith, told, verify } = await start();
      await startWith('one');
      await startWith('one');
      expect(await changes()).toEqual([]);
      await startWith('two');
      await startWith('two');
      await startWith('one');
      expect(await changes()).toEqual([
        { from: 'one', to: 'two' },
        { from: 'two', to: 'one' },
      ]);
      expect(told).toEqual([
        {
          eventId: 'roles-change',
          severityLevel: 'medium',
          from: 'one',
          to: 'two',
        },
        {
          eventId: 'roles-change',
          severityLevel: 'medium',
          from: 'two',
          to: 'one',
        },
      ]);
      expect((await verify()).ok).toBe(true);
    });

    it('are on record where the auditor cannot be told', async () => {
      const { auditor, changes, startWith } = await start();
      await startWith('one');
      auditor.createEvent.mockRejectedValue(new Error('full'));
      expect(await startWith('two')).toBe(true);
      expect(await changes()).toEqual([{ from: 'one', to: 'two' }]);
    });

    it('are one when many instances start with them at once', async () => {
      const { changes, clock, startWith } = await start();
      await startWith('one');
      await Promise.all(Array.from({ length: 8 }, () => startWith('two')));
      clock.at += 2 * MINUTE;
      await startWith('two');
      expect(await changes()).toEqual([{ from: 'one', to: 'two' }]);
    });

    it('go by the rows of a ledger that is older than this', async () => {
      const { changes, ledger, startWith } = await start();
      await ledger.appendRead(lookedAt);
      await startWith('two');
      expect(await changes()).toEqual([{ from: 'p1', to: 'two' }]);
    });

    it('are put on record by another when the first could not', async () => {
      const { changes, clock, startWith } = await start();
      await startWith('one');
      const broken: LedgerNotes = {
        append: () => Promise.reject(new Error('gone')),
        latest: async () => undefined,
      };
      await expect(startWith('two', broken)).rejects.toThrow('gone');
      expect(await startWith('two')).toBe(false);
      expect(await changes()).toEqual([]);
      clock.at += 2 * MINUTE;
      expect(await startWith('two')).toBe(true);
      expect(await startWith('two')).toBe(true);
      expect(await changes()).toEqual([{ from: 'one', to: 'two' }]);
    });
  },
);

import { TestDatabases } from '@backstage/backend-test-utils';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrationsDirectory } from '../installation/applyMigrations';
import {
  lookedAt,
  MINUTE,
  NOON,
  openLedger,
} from '../ledger/__testUtils__/openLedger';
import type { CustomerLedgerEntry } from '../ledger/LedgerStore';
import { LedgerLookers } from './LedgerLookers';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_15', 'SQLITE_3'] });
const acme = 'customer:default/acme';
const other = 'customer:default/other';

describe.each(databases.eachSupportedId())(
  'who looks, by the ledger (%s)',
  databaseId => {
    let folder: string;
    beforeEach(async () => {
      folder = await mkdtemp(join(tmpdir(), 'ledger-'));
    });
    afterEach(() => rm(folder, { recursive: true }));

    async function start() {
      const knex = await databases.init(databaseId);
      await knex.migrate.latest({ directory: migrationsDirectory });
      const opened = openLedger(knex, folder);
      const { clock } = opened;
      const { ledger } = opened.instance();
      const look = (entry: Partial<CustomerLedgerEntry>) =>
        ledger.append([{ ...lookedAt, ...entry }]);
      const at = async (...refs: string[]) =>
        Object.fromEntries(
          [
            ...(await new LedgerLookers({
              knex,
              clock: { now: () => clock.at },
            }).at(refs)),
          ].map(([ref, people]) => [
            ref,
            Object.fromEntries(
              people.map(({ userRef, facets }) => [
                userRef,
                [...facets].sort(),
              ]),
            ),
          ]),
        );
      return { at, clock, look };
    }

    it('knows who was shown the page, and what of it at last', async () => {
      const { at, clock, look } = await start();
      await look({ facets: { tickets: 'full', notes: 'none' } });
      await look({ actorRef: 'user:default/fiona', customerRef: other });
      await look({ actorRef: 'user:default/mara', kind: 'refresh' });
      clock.at += MINUTE;
      await look({ facets: { activity: 'summary', tickets: 'none' } });
      expect(await at(acme)).toEqual({
        [acme]: {
          'user:default/sam': ['activity'],
          'user:default/mara': ['contracts', 'tickets'],
        },
      });
      expect(Object.keys(await at(acme, other)).sort()).toEqual([acme, other]);
      expect(await at('customer:default/none')).toEqual({});
    });

    it('forgets who has not looked for ten minutes, and never counts who was refused, looked up, or looked as a role', async () => {
      const { at, clock, look } = await start();
      await look({});
      await look({ actorRef: 'user:default/a', outcome: 'denied' });
      await look({ actorRef: 'user:default/b', kind: 'lookup' });
      await look({ actorRef: 'user:default/c', actingAs: 'support' });
      expect(await at(acme)).toEqual({
        [acme]: { 'user:default/sam': ['contracts', 'tickets'] },
      });
      clock.at = NOON + 10 * MINUTE + 1;
      expect(await at(acme)).toEqual({});
    });
  },
);

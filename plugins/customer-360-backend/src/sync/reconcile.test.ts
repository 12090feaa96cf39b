import { TestDatabases } from '@backstage/backend-test-utils';
import type { BulkRow } from '@customer-360/backstage-plugin-customer-360-node';
import { migrationsDirectory } from '../installation/applyMigrations';
import {
  changed,
  createWorld,
  data,
  refOf,
  scripted,
  SOURCE,
  START,
  tick,
} from './__testUtils__/syncWorld';
import { isoOf } from './SyncTime';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_15', 'SQLITE_3'] });
const MINUTE = 60_000;

describe.each(databases.eachSupportedId())(
  'the nightly reconcile (%s)',
  databaseId => {
    async function start(
      hasWebhook = true,
      mode: 'changes' | 'snapshot' = 'changes',
    ) {
      const knex = await databases.init(databaseId);
      await knex.migrate.latest({ directory: migrationsDirectory });
      const pages: BulkRow[][] = [];
      const world = createWorld(
        knex,
        scripted(() => pages, { mode }),
      );
      const one = world.instance({
        source: hasWebhook ? { webhook: { receive: () => ({} as never) } } : {},
      });
      /** As the webhook of a host whose clock is right. */
      const webhook = async (account: string) => {
        await world.changes.acknowledge({
          customerRef: refOf(account),
          source: SOURCE,
          facets: [mode === 'changes' ? 'tickets' : 'activity'],
        });
        await knex('c360_generations')
          .where({ customer_ref: refOf(account) })
          .update({ bumped_at: isoOf(world.clock.at) });
      };
      const sync = async (...accounts: string[]) => {
        const at = isoOf(world.clock.at - 30_000);
        pages.push(accounts.map(account => changed(account, at)));
        await tick(one);
        world.clock.at += 6 * MINUTE;
      };
      const reconcile = async () => {
        await one.watches.at(-1)!.run(new AbortController().signal);
        const { missed, missed_at: at } = await world.state();
        return { missed, at };
      };
      /** A whole round of accounts of which nobody says when they changed. */
      const snapshot = async (values: Record<string, number>) => {
        pages.splice(
          0,
          pages.length,
          Object.entries(values).map(([account, value]) => {
            const { asOf: _, ...row } = data(account, value) as BulkRow & {
              asOf?: string;
            };
            return row as BulkRow;
          }),
        );
        await tick(one);
      };
      return { world, webhook, sync, snapshot, reconcile };
    }

    it('counts what no webhook has told of, once', async () => {
      const { world, webhook, sync, reconcile } = await start();
      await webhook('told');
      await sync('told', 'lost');
      world.clock.at += 10 * MINUTE;
      expect(await reconcile()).toEqual({
        missed: 1,
        at: isoOf(START + 16 * MINUTE),
      });
      world.clock.at += 24 * 60 * MINUTE;
      expect(await reconcile()).toMatchObject({ missed: 0 });
    });

    it('counts a webhook that came after the bulk read as told', async () => {
      const { world, webhook, sync, reconcile } = await start();
      await sync('late', 'lost');
      await webhook('late');
      world.clock.at += 10 * MINUTE;
      expect(await reconcile()).toMatchObject({ missed: 1 });
    });

    it('is not misled by what the bulk read itself made worthless', async () => {
      const { world, webhook, sync, reconcile } = await start();
      await webhook('a');
      await sync('a');
      // Changed again, and nobody said so.
      await sync('a');
      world.clock.at += 10 * MINUTE;
      expect(await reconcile()).toMatchObject({ missed: 1 });
    });

    it('says nothing of a source that has no webhook', async () => {
      const { world, sync, reconcile } = await start(false);
      await sync('a');
      world.clock.at += 10 * MINUTE;
      expect(await reconcile()).toMatchObject({ missed: 0 });
    });

    it('takes what has no time of its own as changed since it was read last', async () => {
      const { world, webhook, snapshot, reconcile } = await start(
        true,
        'snapshot',
      );
      await snapshot({ told: 1, lost: 1, same: 1 });
      world.clock.at += 20 * MINUTE;
      // When they came nobody could have told us.
      expect(await reconcile()).toMatchObject({ missed: 0 });
      await webhook('told');
      world.clock.at += 40 * MINUTE;
      await snapshot({ told: 2, lost: 2, same: 1 });
      world.clock.at += 20 * MINUTE;
      expect(await reconcile()).toMatchObject({ missed: 1 });
    });

    it('takes away the marks that have expired', async () => {
      const { world, sync, reconcile } = await start();
      await sync('a');
      world.clock.at += 24 * 60 * MINUTE;
      await sync('b');
      await reconcile();
      expect(await world.knex('c360_sync_rows').pluck('account_id')).toEqual([
        'b',
      ]);
    });
  },
);

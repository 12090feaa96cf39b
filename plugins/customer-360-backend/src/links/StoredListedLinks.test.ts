import { TestDatabases } from '@backstage/backend-test-utils';
import { migrationsDirectory } from '../installation/applyMigrations';
import { DatabaseLinkStore } from './DatabaseLinkStore';
import { StoredListedLinks } from './StoredListedLinks';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_15', 'SQLITE_3'] });
const acme = 'customer:default/acme';
const beta = 'customer:default/beta';
const NOW = Date.parse('2026-11-26T12:00:00.000Z');

describe.each(databases.eachSupportedId())(
  'StoredListedLinks (%s)',
  databaseId => {
    async function start() {
      const knex = await databases.init(databaseId);
      await knex.migrate.latest({ directory: migrationsDirectory });
      const store = new DatabaseLinkStore({ knex });
      const linked: string[] = [];
      const listed = new StoredListedLinks({
        store,
        clock: { now: () => NOW },
        onLinked: ref => linked.push(ref),
      });
      const inForce = async (ref: string) =>
        (await store.inForce(ref)).map(
          ({ source, account, rule, confidence }) =>
            `${source} ${account} ${rule} ${confidence}`,
        );
      return { inForce, linked, listed, store };
    }

    const of = (customerRef: string) => [
      {
        customerRef,
        source: 'hubspot',
        ids: ['1'],
        rule: 'listed' as const,
      },
      {
        customerRef,
        source: 'stripe',
        ids: ['cus_1', 'cus_2'],
        rule: 'external_id' as const,
      },
      {
        customerRef,
        source: 'zendesk',
        ids: ['9'],
        rule: 'domain' as const,
      },
    ];

    it('links what a listing names, and says how sure that is', async () => {
      const { inForce, linked, listed } = await start();
      await listed.saw(of(acme));
      expect(await inForce(acme)).toEqual([
        'hubspot 1 external_id high',
        'stripe cus_1 external_id high',
        'stripe cus_2 external_id high',
        'zendesk 9 domain low',
      ]);
      expect(new Set(linked)).toEqual(new Set([acme]));
    });

    it('does nothing when it is told again', async () => {
      const { linked, listed, store } = await start();
      await listed.saw(of(acme));
      const before = linked.length;
      await listed.saw(of(acme));
      expect(linked).toHaveLength(before);
      expect(await store.history(acme, 100)).toHaveLength(4);
    });

    it('takes no account from another customer, and makes no link again that was undone', async () => {
      const { inForce, listed, store } = await start();
      await listed.saw(of(acme));
      await store.apply({
        customerRef: acme,
        source: 'zendesk',
        account: '9',
        step: { act: 'undone', by: 'user:default/ada', reason: 'Not theirs' },
        at: '2026-11-26T13:00:00.000Z',
      });
      await listed.saw([...of(acme), ...of(beta).slice(1, 2)]);
      expect(await inForce(acme)).toEqual([
        'hubspot 1 external_id high',
        'stripe cus_1 external_id high',
        'stripe cus_2 external_id high',
      ]);
      expect(await inForce(beta)).toEqual([]);
    });
  },
);

import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { migrationsDirectory } from '../installation/applyMigrations';
import { DatabaseLinkStore } from './DatabaseLinkStore';
import { MAX_ACCOUNTS_PER_SOURCE } from './LinkResolver';
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
      return { inForce, knex, linked, listed, store };
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

    it('gives an account that two customers are told to have to the first, and no customer more than are read', async () => {
      const { inForce, linked, listed, store } = await start();
      const oneByOne = jest.spyOn(store, 'apply');
      await listed.saw([
        ...of(acme).slice(0, 1),
        { ...of(beta)[0], rule: 'external_id' },
        ...Array.from({ length: 3 }, (_, at) => ({
          customerRef: beta,
          source: 'stripe',
          ids: Array.from({ length: 20 }, (_i, id) => `cus_${at}_${id}`),
          rule: 'external_id' as const,
        })),
      ]);
      expect(await inForce(acme)).toEqual(['hubspot 1 external_id high']);
      expect(await inForce(beta)).toHaveLength(MAX_ACCOUNTS_PER_SOURCE);
      await listed.saw(of(beta).slice(0, 1));
      expect(new Set(linked)).toEqual(new Set([acme, beta]));
      expect(oneByOne).not.toHaveBeenCalled();
    });

    it('makes what is cached of them worthless, once for all that is new', async () => {
      const { knex, listed } = await start();
      await listed.saw(of(acme));
      await listed.saw(of(acme));
      const rows = await knex('c360_generations').orderBy('scope');
      expect(rows.map(({ scope, generation }) => [scope, generation])).toEqual([
        ['hubspot', 1],
        ['stripe', 1],
        ['zendesk', 1],
      ]);
    });

    it('takes as many statements for a hundred customers as for two', async () => {
      const { knex, listed } = await start();
      let statements = 0;
      knex.on('query', () => (statements += 1));
      const asked = async (from: number, to: number) => {
        statements = 0;
        await listed.saw(
          Array.from({ length: to - from }, (_, i) => ({
            ...of(`customer:default/c${from + i}`)[0],
            ids: [`h${from + i}`],
          })),
        );
        return statements;
      };
      const two = await asked(0, 2);
      expect(await asked(2, 102)).toBe(two);
      expect(await asked(2, 102)).toBeLessThan(two);
    });

    it('links the others where another instance was quicker with one', async () => {
      const { inForce, knex, store } = await start();
      let isFirst = true;
      const slower = new Proxy((() => undefined) as unknown as Knex, {
        get(_target, name) {
          if (name !== 'transaction' || !isFirst) {
            return Reflect.get(knex, name);
          }
          return async () => {
            isFirst = false;
            await store.apply({
              customerRef: beta,
              source: 'hubspot',
              account: '1',
              step: { act: 'linked', rule: 'external_id' },
              at: '2026-11-26T11:00:00.000Z',
            });
            // What the database says to the slower one.
            throw Object.assign(new Error('unique'), { code: '23505' });
          };
        },
      });
      await new DatabaseLinkStore({ knex: slower }).linkAll(
        of(acme).flatMap(({ ids, rule: _rule, ...link }) =>
          ids.map(account => ({ ...link, account, rule: 'domain' as const })),
        ),
        '2026-11-26T12:00:00.000Z',
      );
      expect(await inForce(acme)).toEqual([
        'stripe cus_1 domain low',
        'stripe cus_2 domain low',
        'zendesk 9 domain low',
      ]);
    });
  },
);

import { TestDatabases } from '@backstage/backend-test-utils';
import { customerName } from './customerName';
import { company, startWorld } from './__testUtils__/world';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_15', 'SQLITE_3'] });
const ref = (id: string, source = 'crm') =>
  `customer:default/${customerName(source, id)}`;
const companies = (count: number) =>
  Array.from({ length: count }, (_, at) => company(String(at + 1)));

describe.each(databases.eachSupportedId())(
  'customers from a source, on %s',
  id => {
    const start = async (over = {}) =>
      startWorld(await databases.init(id), over);

    it('are brought in by deltas, changed and removed, a round every twelve hours', async () => {
      const { catalog, later, turn, vendor } = await start();
      vendor().set(...companies(7));
      await turn();
      expect(catalog.entities.size).toBe(7);
      expect(catalog.entities.get(ref('1'))).toMatchObject({
        metadata: {
          annotations: {
            'backstage.io/managed-by-location': 'customer-360:crm',
            'backstage.io/managed-by-origin-location': 'customer-360:crm',
          },
        },
        spec: { owner: 'group:default/accounts', lifecycle: 'active' },
      });
      vendor().set(...companies(6), company('8'));
      later(11);
      await turn();
      expect(catalog.titles()).not.toContain('Company 8');
      later(1);
      await turn();
      expect(catalog.titles()).toEqual(
        [1, 2, 3, 4, 5, 6, 8].map(each => `Company ${each}`),
      );
      expect(
        catalog.mutations.every(
          mutation =>
            mutation.type === 'delta' &&
            mutation.added.every(
              ({ locationKey }) => locationKey === 'customer-360:crm',
            ),
        ),
      ).toBe(true);
    });

    it('stay when the source lists nobody, and people are told once', async () => {
      const { catalog, later, notice, turn, vendor } = await start();
      vendor().set(...companies(6));
      await turn();
      vendor().set();
      for (let round = 0; round < 2; round++) {
        later(12);
        await turn();
      }
      expect(catalog.entities.size).toBe(6);
      expect(notice.refused).toHaveBeenCalledTimes(1);
      expect(notice.refused.mock.calls[0][1]).toMatch(
        /6 customers would leave/,
      );
      vendor().set(...companies(6));
      later(12);
      await turn();
      vendor().set();
      later(12);
      await turn();
      expect(notice.refused).toHaveBeenCalledTimes(2);
      expect(catalog.entities.size).toBe(6);
    });

    it('are counted for who looks at the sources, with those who were kept, and come in where nobody can be told', async () => {
      const { catalog, later, turn, vendor, world } = await start();
      vendor().set(...companies(6));
      await turn();
      vendor().set();
      later(12);
      await turn();
      expect(world.reports).toEqual([
        {
          source: 'crm',
          endedAt: '2026-09-10T08:00:00.000Z',
          listed: 6,
          customers: 6,
          kept: 0,
        },
        {
          source: 'crm',
          endedAt: '2026-09-10T20:00:00.000Z',
          listed: 0,
          customers: 6,
          kept: 6,
        },
      ]);
      world.reportsFail = true;
      vendor().set(...companies(7));
      later(12);
      await turn();
      expect(catalog.entities.size).toBe(7);
      world.reportsFail = false;
      later(12);
      await turn();
      expect(world.reports.at(-1)).toMatchObject({ customers: 7, kept: 0 });
    });

    it('stay when more than a fifth is gone, come in all the same, and leave when config lets them', async () => {
      const { catalog, instance, later, notice, turn, vendor } = await start();
      vendor().set(...companies(10));
      await turn();
      vendor().set(...companies(7), company('new'));
      later(12);
      await turn();
      expect(catalog.entities.size).toBe(11);
      expect(notice.refused).toHaveBeenCalledTimes(1);
      vendor().asked.length = 0;
      await instance({ maxRemovedPercent: 30 }).turn();
      expect(catalog.entities.size).toBe(8);
      expect(vendor().asked).toEqual([]);
    });

    it('stay even at a hundred per cent when nobody is listed', async () => {
      const { catalog, later, turn, vendor } = await start({
        maxRemovedPercent: 100,
      });
      vendor().set(...companies(3));
      await turn();
      vendor().set();
      later(12);
      await turn();
      expect(catalog.entities.size).toBe(3);
    });

    it('goes on on another instance where one was killed, reading no page twice', async () => {
      const { catalog, instance, turn, vendor } = await start();
      vendor().set(...companies(9));
      let pages = 0;
      await turn(() => pages++ < 4);
      expect(catalog.entities.size).toBe(0);
      const before = vendor().asked.filter(each => each.startsWith('page'));
      expect(before.length).toBeGreaterThan(0);
      expect(before.length).toBeLessThan(5);
      catalog.breakAfter = 0;
      await instance().turn();
      await instance().turn();
      expect(catalog.entities.size).toBe(9);
      const all = vendor().asked.filter(each => each.startsWith('page'));
      expect(new Set(all).size).toBe(all.length);
    });

    it('keeps what there is while the source cannot be read', async () => {
      const { catalog, later, logger, turn, vendor } = await start();
      vendor().set(...companies(3));
      await turn();
      vendor().down = 'rate_limited';
      later(12);
      await turn();
      expect(catalog.entities.size).toBe(3);
      expect(logger.warn.mock.calls.join()).toMatch(/rate_limited/);
      vendor().down = undefined;
      vendor().set(...companies(4));
      await turn();
      expect(catalog.entities.size).toBe(4);
    });

    it('finds what changed within a minute, without the whole listing', async () => {
      const { catalog, turn, vendor, world } = await start();
      vendor().set(...companies(6));
      await turn();
      vendor().asked.length = 0;
      vendor().accounts.set('2', company('2', { title: 'Renamed' }));
      vendor().accounts.delete('3');
      vendor().changed = ['2', '3'];
      world.ms += 61_000;
      await turn();
      expect(vendor().asked).toEqual(['changes now']);
      expect(catalog.titles()).toContain('Renamed');
      expect(catalog.entities.has(ref('2'))).toBe(true);
      expect(catalog.entities.has(ref('3'))).toBe(false);
    });

    it('takes no more than the guard lets it by a word of the source', async () => {
      const { catalog, notice, turn, vendor, world } = await start();
      vendor().set(...companies(6));
      await turn();
      vendor().accounts.clear();
      vendor().changed = ['1', '2', '3', '4'];
      world.ms += 61_000;
      await turn();
      expect(catalog.entities.size).toBe(6);
      expect(notice.refused).toHaveBeenCalledTimes(1);
    });

    it('rebuilds an account of which it hears from the source', async () => {
      const { catalog, hear, instance, turn, vendor } = await start();
      vendor().set(...companies(6));
      await turn();
      vendor().asked.length = 0;
      vendor().accounts.set('new', company('new'));
      vendor().accounts.set('4', company('4', { title: 'Renamed' }));
      await hear('customer-360.customer-listed', {
        source: 'crm',
        ids: ['new', 'new'],
      });
      await hear('customer-360.changed', {
        source: 'crm',
        customerRef: ref('4'),
        facets: ['account'],
      });
      // Kept when it was heard: another instance may act on it.
      await instance().turn();
      expect(vendor().asked.map(each => each.split(' ').sort().join())).toEqual(
        ['4,get,new'],
      );
      expect(catalog.titles()).toEqual(
        expect.arrayContaining(['Company new', 'Renamed']),
      );
      vendor().asked.length = 0;
      await turn();
      expect(vendor().asked).toEqual([]);
    });

    it('keeps a word until the source could be asked', async () => {
      const { catalog, hear, turn, vendor } = await start();
      vendor().set(...companies(2));
      await turn();
      vendor().accounts.set('new', company('new'));
      await hear('customer-360.customer-listed', {
        source: 'crm',
        ids: ['new'],
      });
      vendor().down = 'timeout';
      await turn();
      vendor().down = undefined;
      await turn();
      expect(catalog.titles()).toContain('Company new');
    });

    it.each([
      ['customer-360.customer-listed', { source: 'crm', ids: ['a,b'] }],
      ['customer-360.customer-listed', { source: 'other', ids: ['1'] }],
      ['customer-360.customer-listed', 'nonsense'],
      ['customer-360.changed', { source: 'crm', facets: ['account'] }],
      [
        'customer-360.changed',
        { source: 'crm', customerRef: ref('1'), facets: ['invoices'] },
      ],
    ])('does nothing for %s %j', async (topic, payload) => {
      const { hear, turn, vendor } = await start();
      vendor().set(company('1'));
      await turn();
      vendor().asked.length = 0;
      await hear(topic, payload);
      await turn();
      expect(vendor().asked).toEqual([]);
    });

    it('belongs to whom the source says, by address, and to the fallback otherwise', async () => {
      const { catalog, turn, vendor } = await start();
      vendor().set(
        company('1', {
          owner: 'jonas@demo.example',
          team: [
            { role: 'csm', email: 'mara@demo.example' },
            { role: 'account-executive', email: 'jonas@demo.example' },
            { role: 'engineer', email: 'nobody@demo.example' },
          ],
        }),
        company('2', { owner: 'jonas@demo.example' }),
        company('3', { owner: 'nobody@demo.example' }),
      );
      await turn();
      expect(catalog.titled('Company 1').spec).toMatchObject({
        owner: 'user:default/mara',
        team: [
          { role: 'csm', ref: 'user:default/mara' },
          { role: 'account-executive', ref: 'user:default/jonas' },
        ],
      });
      expect(catalog.titled('Company 2').spec.owner).toBe('user:default/jonas');
      expect(catalog.titled('Company 3').spec.owner).toBe(
        'group:default/accounts',
      );
    });

    it('is told anew when people changed, without asking the source', async () => {
      const { catalog, turn, vendor, world } = await start();
      vendor().set(company('1', { owner: 'erin@demo.example' }));
      await turn();
      vendor().asked.length = 0;
      world.people.set('erin@demo.example', 'user:default/erin');
      world.peopleVersion = 'two';
      await turn();
      expect(vendor().asked).toEqual([]);
      expect(catalog.titled('Company 1').spec.owner).toBe('user:default/erin');
    });

    it('has a parent only where that is listed and the way up ends', async () => {
      const { catalog, turn, vendor } = await start({
        sources: [
          { source: 'crm', annotations: false, lifecycles: ['active'] },
        ],
      });
      const active = (own: string, parent?: string) =>
        company(own, { lifecycle: 'active', parent });
      vendor().set(
        active('child', 'top'),
        active('top'),
        active('orphan', 'elsewhere'),
        active('a', 'b'),
        active('b', 'c'),
        active('c', 'a'),
        active('self', 'self'),
        active('of-none', 'prospect'),
        company('prospect', { lifecycle: 'prospect' }),
      );
      await turn();
      const parents = [...catalog.entities.values()].map(
        ({ metadata, spec }) => [metadata.title, spec.parent] as const,
      );
      expect(Object.fromEntries(parents)).toEqual({
        'Company child': ref('top'),
        'Company top': undefined,
        'Company orphan': undefined,
        'Company a': undefined,
        'Company b': undefined,
        'Company c': undefined,
        'Company self': undefined,
        'Company of-none': undefined,
      });
    });

    it('has ids in annotations only where config says so', async () => {
      const sources = [{ source: 'crm', annotations: true }];
      const { catalog, turn, vendor, world } = await start({ sources });
      vendor().set(company('1', { links: { stripe: ['cus_1', 'cus_2'] } }));
      await turn();
      expect(catalog.titled('Company 1').metadata.annotations).toMatchObject({
        'customer-360/crm': '1',
        'customer-360/stripe': 'cus_1,cus_2',
      });
      expect(world.links).toEqual([
        { customerRef: ref('1'), source: 'crm', ids: ['1'], rule: 'listed' },
        {
          customerRef: ref('1'),
          source: 'stripe',
          ids: ['cus_1', 'cus_2'],
          rule: 'external_id',
        },
      ]);
    });

    describe('with two sources', () => {
      const sources = [
        { source: 'crm', annotations: false },
        { source: 'product', annotations: false },
      ];

      it('has one entity for one customer, of the source that comes first', async () => {
        const { catalog, turn, vendor, world } = await start({ sources });
        vendor().set(
          company('1', { domain: 'one.example' }),
          company('2', { links: { product: ['p2'] }, domain: 'two.example' }),
          company('4', { domain: 'same.example' }),
          company('5', { domain: 'same.example' }),
        );
        vendor('product').set(
          company('p1', { domain: 'one.example' }),
          // Its id is named elsewhere: the domain has no say.
          company('p2', { domain: 'one.example' }),
          company('p3', { domain: 'three.example' }),
          company('p4', { domain: 'same.example' }),
        );
        await turn();
        expect(catalog.titles()).toEqual([
          'Company 1',
          'Company 2',
          'Company 4',
          'Company 5',
          'Company p3',
        ]);
        expect(
          world.links.filter(
            ({ source, rule }) => source === 'product' && rule !== 'listed',
          ),
        ).toEqual([
          expect.objectContaining({ customerRef: ref('2'), ids: ['p2'] }),
          expect.objectContaining({
            customerRef: ref('1'),
            ids: ['p1'],
            rule: 'domain',
          }),
          expect.objectContaining({
            customerRef: ref('2'),
            ids: ['p2'],
            rule: 'external_id',
          }),
        ]);
      });

      it('gives the later one no entity before the first has spoken', async () => {
        const { catalog, turn, vendor } = await start({ sources });
        vendor().set(company('1', { domain: 'one.example' }));
        vendor('product').set(company('p1', { domain: 'one.example' }));
        vendor().down = 'upstream';
        await turn();
        expect(catalog.entities.size).toBe(0);
        vendor().down = undefined;
        await turn();
        expect(catalog.titles()).toEqual(['Company 1']);
      });
    });

    it('says so when companies share a domain', async () => {
      const { logger, turn, vendor } = await start();
      vendor().set(
        company('1', { domain: 'same.example' }),
        company('2', { domain: 'same.example' }),
        company('3', { domain: 'other.example' }),
      );
      await turn();
      expect(logger.warn.mock.calls.join()).toMatch(
        /^2 customers of crm share/,
      );
    });

    it('begins anew when a page leads back to itself or the cursor is gone', async () => {
      const { catalog, turn, vendor } = await start();
      vendor().set(...companies(5));
      const once = () => {
        let asked = 0;
        return () => asked++ < 2;
      };
      await turn(once());
      vendor().down = 'not_found';
      await turn(once());
      vendor().down = undefined;
      vendor().stuckAt = '2';
      await turn();
      vendor().stuckAt = undefined;
      await turn();
      expect(vendor().asked.filter(each => each.startsWith('page'))).toEqual([
        'page first',
        'page 2',
        'page first',
        'page 2',
        'page first',
        'page 2',
        'page 4',
      ]);
      expect(catalog.entities.size).toBe(5);
    });

    it('undoes its migration', async () => {
      const knex = await databases.init(id);
      await startWorld(knex);
      await knex.migrate.down({
        directory: `${__dirname}/../../migrations`,
        tableName: 'customer_360_ingestion_knex_migrations',
      });
      expect(await knex.schema.hasTable('customer_360_listed')).toBe(false);
    });
  },
);

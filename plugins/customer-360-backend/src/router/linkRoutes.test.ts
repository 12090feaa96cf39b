import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import type {
  CustomerEntity,
  CustomerLinksView,
  FacetSourceView,
  OrphanPage,
  SourceLinks,
} from '@customer-360/backstage-plugin-customer-360-common';
import {
  SourceError,
  type LinkCandidate,
} from '@customer-360/backstage-plugin-customer-360-node';
import type { Knex } from 'knex';
import { customerEntity } from '../__testUtils__/customers';
import { invoicesData } from '../__testUtils__/facetData';
import {
  ALLOW,
  DENY,
  everything,
  ifOwner,
  ownersOrAll,
} from '../__testUtils__/fakePolicy';
import { fakeSource } from '../__testUtils__/fakeSource';
import {
  BASE,
  startCustomer360,
  viewPath,
  type TestSetup,
} from '../__testUtils__/startCustomer360';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_15', 'SQLITE_3'] });

const user = (name: string) =>
  mockCredentials.user.header(`user:default/${name}`);
const ada = user('ada');
const mara = user('mara');
const sam = user('sam');

/** Sam sees everything and manages nothing; Mara manages and sees her own. */
const policy: TestSetup['policy'] = (permission, userRef) => {
  const decision = everything(permission);
  if (userRef === 'user:default/sam') {
    return permission === 'customer360.links.manage' ? DENY : decision;
  }
  return userRef === 'user:default/mara' && permission === 'catalog.entity.read'
    ? ifOwner('user:default/mara')
    : decision;
};

/** A customer that nothing at the source `billing` is written down of. */
function unlinked(
  name: string,
  options: { domain?: string; owner?: string } = {},
): CustomerEntity {
  const entity = customerEntity(name, { owner: options.owner });
  const annotations = { ...entity.metadata.annotations };
  delete annotations['customer-360/billing'];
  return {
    ...entity,
    metadata: {
      ...entity.metadata,
      annotations: {
        ...annotations,
        ...(options.domain && { 'customer-360/domain': options.domain }),
      },
    },
  };
}

const linksPath = (name: string) => `${BASE}/customers/default/${name}/links`;

describe.each(databases.eachSupportedId())('links (%s)', databaseId => {
  let knex: Knex;
  /** What the source finds, by name of the customer. */
  let found: Record<string, LinkCandidate[]>;
  /** Waited for before the source says what it finds. */
  let looking: Promise<void>;
  /** Accounts that the vendor does not have any more, and why. */
  let gone: Map<string, 'not_found' | 'identity_mismatch'>;

  beforeEach(async () => {
    knex = await databases.init(databaseId);
    found = {};
    looking = Promise.resolve();
    gone = new Map();
  });

  async function start(
    customers: CustomerEntity[],
    decide: TestSetup['policy'] = policy,
    customer360: TestSetup['customer360'] = {},
  ) {
    const { agent } = await startCustomer360({
      customers,
      sources: [
        fakeSource(
          'billing',
          {
            invoices: {
              read: async ({ id }) => {
                const reason = gone.get(id);
                if (reason) {
                  throw new SourceError(reason);
                }
                return { data: invoicesData('billing', id) };
              },
            },
          },
          {
            link: {
              candidates: async ({ ref }) => {
                await looking;
                return found[ref.split('/')[1]] ?? [];
              },
            },
          },
        ),
      ],
      policy: decide,
      knex,
      customer360,
    });
    const put = (name: string, id: string, body: object = {}, who = ada) =>
      agent
        .put(`${linksPath(name)}/billing/${id}`)
        .set('authorization', who)
        .send(body);
    const undo = (name: string, id: string, body: object, who = ada) =>
      agent
        .delete(`${linksPath(name)}/billing/${id}`)
        .set('authorization', who)
        .send(body);
    const list = (name: string, who = ada) =>
      agent.get(linksPath(name)).set('authorization', who);
    /** What the page reads, as `state: ids`. */
    const last: { source?: FacetSourceView; etag?: string } = {};
    const shown = async (name: string) => {
      const { body, headers } = await agent
        .get(viewPath(name))
        .set('authorization', sam);
      const { invoices } = body.sections.billing.facets;
      last.source = invoices.sources[0];
      last.etag = headers.etag;
      const ids = (invoices.data?.invoices ?? []).map(
        (invoice: { number: string }) => invoice.number,
      );
      return `${invoices.state}: ${ids.sort().join(' ')}`;
    };
    const billing = async (name: string): Promise<SourceLinks> => {
      const { body }: { body: CustomerLinksView } = await list(name);
      return body.sources[0];
    };
    const orphans = (query = '', who = ada) =>
      agent
        .get(`${BASE}/sources/orphans?source=billing${query}`)
        .set('authorization', who);
    return { agent, put, undo, list, shown, last, billing, orphans };
  }

  const ledger = async (...kinds: string[]) =>
    (
      await knex('c360_ledger')
        .whereIn('request_kind', kinds)
        .orderBy(['recorded_at', 'seq'])
    ).map(row => ({
      kind: row.request_kind,
      outcome: row.outcome,
      customer: row.customer_ref,
      ...JSON.parse(row.detail ?? '{}'),
    }));

  /** Until the page shows it: on another instance that takes two seconds. */
  async function untilShown(shown: () => Promise<string>, what: string) {
    const since = performance.now();
    let last = await shown();
    while (last !== what && performance.now() - since < 10_000) {
      await new Promise(resolve => setTimeout(resolve, 50));
      last = await shown();
    }
    expect(last).toBe(what);
    return performance.now() - since;
  }

  it('are not said to be none while they are looked for', async () => {
    found.acme = [{ id: 'cus_a', rule: 'metadata' }];
    let answer = () => {};
    looking = new Promise(resolve => {
      answer = resolve;
    });
    const { last, shown } = await start([unlinked('acme')], policy, {
      deadline: { milliseconds: 250 },
    });
    expect(await shown('acme')).toBe('unlinked: ');
    expect(last.source).toMatchObject({ state: 'unlinked', renewing: true });
    answer();
    await untilShown(() => shown('acme'), 'ok: cus_a');
  });

  it('are said to be none as soon as that is known', async () => {
    let answer = () => {};
    looking = new Promise(resolve => {
      answer = resolve;
    });
    const { last, shown } = await start([unlinked('acme')], policy, {
      deadline: { milliseconds: 250 },
    });
    await shown('acme');
    expect(last.source).toMatchObject({ renewing: true });
    answer();
    await shown('acme');
    expect(last.source).not.toHaveProperty('renewing');
  });

  it('are not said to be none where nobody could look for them', async () => {
    looking = Promise.reject(new SourceError('upstream'));
    looking.catch(() => {});
    const { last, shown } = await start([unlinked('acme')]);
    expect(await shown('acme')).toBe('unlinked: ');
    expect(last.source).toEqual({
      id: 'billing',
      title: expect.any(String),
      state: 'unlinked',
      reason: 'upstream',
    });
  });

  it('are made by themselves where one account carries the customer’s id', async () => {
    found.acme = [
      { id: 'cus_a', rule: 'metadata' },
      { id: 'cus_b', rule: 'domain' },
    ];
    const { billing, last, list, put, shown } = await start([unlinked('acme')]);

    expect(await shown('acme')).toBe('unlinked: ');
    // Whoever is shown that is told to ask again.
    expect(last.source).toMatchObject({ state: 'unlinked', renewing: true });
    expect(await shown('acme')).toBe('ok: cus_a');
    expect(last.source).toMatchObject({ state: 'ok', foundBy: 'metadata' });
    expect(await billing('acme')).toMatchObject({
      links: [{ id: 'cus_a', rule: 'metadata', confidence: 'high' }],
      candidates: [],
    });
    const { body } = await list('acme');
    expect(body.history).toMatchObject([
      { act: 'linked', id: 'cus_a', source: 'billing' },
    ]);
    expect(body.history[0]).not.toHaveProperty('by');

    const { etag } = last;
    expect((await put('acme', 'cus_a')).status).toBe(200);
    expect(await shown('acme')).toBe('ok: cus_a');
    expect(last.source).not.toHaveProperty('foundBy');
    expect(last.etag).not.toBe(etag);
  });

  it('are made by domain with less confidence, and never of two', async () => {
    found.acme = [{ id: 'cus_a', rule: 'domain' }];
    found.beta = [
      { id: 'cus_b', rule: 'domain' },
      { id: 'cus_c', rule: 'domain' },
    ];
    const { billing, shown } = await start([
      unlinked('acme'),
      unlinked('beta'),
    ]);
    // The list itself looks, and shows what came of it.
    expect((await billing('acme')).links).toMatchObject([
      { id: 'cus_a', rule: 'domain', confidence: 'low' },
    ]);
    expect(await shown('beta')).toBe('unlinked: ');
    expect(await shown('beta')).toBe('unlinked: ');
    expect(await billing('beta')).toMatchObject({
      links: [],
      candidates: [
        { id: 'cus_b', rule: 'domain', obstacle: 'several' },
        { id: 'cus_c', rule: 'domain', obstacle: 'several' },
      ],
    });
  });

  it('are ambiguous for two customers with one domain', async () => {
    found.acme = [{ id: 'cus_a', rule: 'domain' }];
    found.beta = [{ id: 'cus_a', rule: 'domain' }];
    const { billing, shown } = await start([
      unlinked('acme', { domain: 'One.example' }),
      unlinked('beta', { domain: 'one.example' }),
    ]);
    for (const name of ['acme', 'beta']) {
      await shown(name);
      expect(await shown(name)).toBe('unlinked: ');
      expect(await billing(name)).toMatchObject({
        links: [],
        candidates: [{ id: 'cus_a', obstacle: 'shared_domain' }],
      });
    }
  });

  it('are not made by themselves to what another entity is annotated with', async () => {
    found.acme = [{ id: 'cus_beta', rule: 'external_id' }];
    const { billing, put } = await start([
      unlinked('acme'),
      customerEntity('beta'),
    ]);
    expect(await billing('acme')).toMatchObject({
      links: [],
      candidates: [{ id: 'cus_beta', obstacle: 'elsewhere' }],
    });
    expect((await put('acme', 'cus_beta')).status).toBe(409);
    expect(
      (await put('acme', 'cus_beta', { force: true, reason: 'One group' }))
        .status,
    ).toBe(200);
  });

  it('are confirmed and undone by an admin, on the page and in the ledger', async () => {
    const { put, undo, shown, billing, list, agent } = await start([
      customerEntity('acme'),
      customerEntity('beta'),
    ]);
    expect(await shown('acme')).toBe('ok: cus_acme');

    const { body, status } = await put('acme', 'cus_x', { reason: ' Seen ' });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      id: 'cus_x',
      rule: 'manual',
      confidence: 'certain',
      by: 'user:default/ada',
      reason: 'Seen',
    });
    expect(await shown('acme')).toBe('ok: cus_acme cus_x');
    // Known by the id as well.
    const byId = await agent
      .get(`${BASE}/by/billing/cus_x`)
      .set('authorization', sam);
    expect(byId.body).toMatchObject({ name: 'acme' });

    const conflict = await put('beta', 'cus_x');
    expect(conflict.status).toBe(409);
    expect(conflict.body.error.message).toContain('nothing was changed');
    expect((await put('beta', 'cus_x', { force: true })).status).toBe(400);
    expect(
      (await put('beta', 'cus_x', { force: true, reason: '  ' })).status,
    ).toBe(400);

    expect((await undo('acme', 'cus_x', {})).status).toBe(400);
    expect((await undo('acme', 'cus_x', { reason: ' ' })).status).toBe(400);
    expect((await undo('acme', 'cus_x', { reason: 'Wrong' })).status).toBe(204);
    expect((await undo('acme', 'cus_x', { reason: 'Wrong' })).status).toBe(404);
    expect(await shown('acme')).toBe('ok: cus_acme');
    const written = await undo('acme', 'cus_acme', { reason: 'Wrong' });
    expect(written.status).toBe(409);
    expect(written.body.error.message).toContain('customer-360/billing');

    expect((await billing('acme')).links).toEqual([
      { id: 'cus_acme', rule: 'annotation', confidence: 'certain' },
    ]);
    expect((await list('acme')).body.history).toMatchObject([
      { act: 'undone', reason: 'Wrong', before: { state: 'confirmed' } },
      { act: 'confirmed', reason: 'Seen' },
    ]);
    const rows = await ledger('link');
    expect(rows).toMatchObject([
      { step: 'confirmed', outcome: 'shown', source: 'billing' },
      // Another customer has it: who is told so has asked on record.
      { outcome: 'denied', customer: 'customer:default/beta' },
      { step: 'undone', outcome: 'shown', customer: 'customer:default/acme' },
      { step: 'undone', outcome: 'denied', customer: 'customer:default/acme' },
      { step: 'undone', outcome: 'denied', customer: 'customer:default/acme' },
    ]);
    expect(JSON.stringify(rows)).not.toContain('cus_x');
    expect(await ledger('link_list')).toHaveLength(2);
  });

  it('are not made again by themselves once they are undone', async () => {
    found.acme = [{ id: 'cus_a', rule: 'external_id' }];
    const { billing, shown, undo, put } = await start([unlinked('acme')]);
    await shown('acme');
    expect(await shown('acme')).toBe('ok: cus_a');
    await undo('acme', 'cus_a', { reason: 'Another company' });
    expect(await shown('acme')).toBe('unlinked: ');
    // An instance that has not looked yet finds the same.
    const other = await start([unlinked('acme')]);
    await other.shown('acme');
    expect(await other.shown('acme')).toBe('unlinked: ');
    expect(await billing('acme')).toMatchObject({
      links: [],
      candidates: [{ id: 'cus_a', obstacle: 'undone' }],
    });
    await put('acme', 'cus_a');
    expect(await shown('acme')).toBe('ok: cus_a');
  });

  it('act on every instance within their bound', async () => {
    const customers = [customerEntity('acme')];
    const here = await start(customers);
    const there = await start(customers);
    expect(await there.shown('acme')).toBe('ok: cus_acme');
    await here.put('acme', 'cus_x');
    const show = () => there.shown('acme');
    await untilShown(show, 'ok: cus_acme cus_x');
    await here.undo('acme', 'cus_x', { reason: 'Wrong' });
    await untilShown(show, 'ok: cus_acme');
    expect(await here.shown('acme')).toBe('ok: cus_acme');
  });

  it('never mix two customers: what is gone or somebody else’s is not shown', async () => {
    const { put, shown, agent } = await start([unlinked('acme')]);
    await put('acme', 'cus_x');
    expect(await shown('acme')).toBe('ok: cus_x');
    const refresh = () =>
      agent.post(`${BASE}/customers/default/acme/invalidate`).set(
        'authorization',
        mockCredentials.service.header({
          onBehalfOf: mockCredentials.service('plugin:pipeline'),
          targetPluginId: 'customer-360',
        }),
      );
    gone.set('cus_x', 'not_found');
    await refresh();
    expect(await shown('acme')).toBe('unlinked: ');
    gone.set('cus_x', 'identity_mismatch');
    await refresh();
    expect(await shown('acme')).toBe('unavailable: ');
  });

  it.each([
    ['everything', () => ALLOW],
    ['by owner or everything', ownersOrAll],
  ])('stay shut under a policy that allows %s', async (_what, allows) => {
    const { put, undo, list } = await start(
      [unlinked('acme', { owner: 'user:default/ada' })],
      allows,
    );
    for (const { status } of [
      await list('acme'),
      await put('acme', 'x'),
      await undo('acme', 'x', { reason: 'No' }),
    ]) {
      expect(status).toBe(403);
    }
  });

  it('are for those who manage them and see the customer', async () => {
    const { put, undo, list, agent } = await start([
      unlinked('acme', { owner: 'user:default/mara' }),
      unlinked('hidden', { owner: 'user:default/jonas' }),
    ]);
    for (const { status } of [
      await list('acme', sam),
      await put('acme', 'x', {}, sam),
      await undo('acme', 'x', { reason: 'No' }, sam),
    ]) {
      expect(status).toBe(403);
    }
    expect((await list('acme', mara)).status).toBe(200);
    const answers = [
      await list('hidden', mara),
      await put('hidden', 'x', {}, mara),
      await undo('hidden', 'x', { reason: 'No' }, mara),
      await list('absent', mara),
    ];
    for (const { status, body } of answers) {
      expect(status).toBe(404);
      expect(body.error.message).toBe(answers[3].body.error.message);
    }
    expect((await ledger('link', 'link_list')).map(row => row.outcome)).toEqual(
      ['denied', 'denied', 'denied', 'shown', ...Array(4).fill('denied')],
    );
    const service = await agent.get(linksPath('acme')).set(
      'authorization',
      mockCredentials.service.header({
        onBehalfOf: mockCredentials.service('plugin:x'),
        targetPluginId: 'customer-360',
      }),
    );
    expect(service.status).toBe(403);
    expect(await knex('c360_links')).toEqual([]);
  });

  it('take plain ids of known sources only', async () => {
    const { agent, put } = await start([customerEntity('acme')]);
    for (const id of ['a%2Cb', 'a%20b', 'a%00b', 'a'.repeat(256)]) {
      expect((await put('acme', id)).status).toBe(400);
    }
    const nowhere = await agent
      .put(`${linksPath('acme')}/nowhere/a`)
      .set('authorization', ada)
      .send({});
    expect(nowhere.status).toBe(400);
    expect((await put('acme', 'a', { reason: 'r'.repeat(1_001) })).status).toBe(
      400,
    );
    expect((await put('acme', 'a', { state: 'undone' })).status).toBe(400);
  });

  describe('orphans', () => {
    const customers = [
      ...['a', 'b', 'c', 'd', 'e'].map(name => unlinked(name)),
      unlinked('hidden', { owner: 'user:default/jonas' }),
      customerEntity('linked'),
    ];

    async function seen(...ids: string[]) {
      await knex('c360_orphan_accounts').insert(
        ids.map((id, i) => ({
          source: 'billing',
          account_id: id,
          reason: 'webhook',
          seen_at: `2026-09-10T12:00:0${9 - i}.000Z`,
        })),
      );
    }

    it('are accounts without a customer and customers without an account', async () => {
      const { orphans, put } = await start(customers);
      await put('c', 'cus_c');
      await seen('cus_1', 'cus_linked', 'cus_2', 'cus_c', 'cus_3');
      const { body, status }: { body: OrphanPage; status: number } =
        await orphans('', mara);
      expect(status).toBe(200);
      expect(body.accounts.map(({ id }) => id)).toEqual([
        'cus_1',
        'cus_2',
        'cus_3',
      ]);
      expect(body.customers.map(({ name }) => name)).toEqual([
        'a',
        'b',
        'd',
        'e',
      ]);
      expect(body).not.toHaveProperty('nextCursor');
      // What was found linked is an orphan no more.
      expect(await knex('c360_orphan_accounts')).toHaveLength(3);
      expect(await ledger('orphan_list')).toMatchObject([
        { source: 'billing', rows: '7' },
      ]);
    });

    it('are given page by page, each once', async () => {
      const { orphans, put } = await start(customers);
      await put('c', 'cus_c');
      await seen('cus_1', 'cus_linked', 'cus_2', 'cus_c', 'cus_3');
      const accounts: string[] = [];
      const names: string[] = [];
      let cursor: string | undefined;
      let pages = 0;
      do {
        const { body }: { body: OrphanPage } = await orphans(
          `&limit=2${cursor ? `&cursor=${cursor}` : ''}`,
        );
        expect(
          body.accounts.length + body.customers.length,
        ).toBeLessThanOrEqual(2);
        accounts.push(...body.accounts.map(({ id }) => id));
        names.push(...body.customers.map(({ name }) => name));
        cursor = body.nextCursor;
        pages += 1;
      } while (cursor && pages < 20);
      expect(accounts).toEqual(['cus_1', 'cus_2', 'cus_3']);
      expect(names).toEqual(['a', 'b', 'd', 'e', 'hidden']);
    });

    it('begin with the first that is none’s, however many have been linked since', async () => {
      const { orphans, put } = await start(customers);
      await put('c', 'cus_c');
      await put('d', 'cus_d');
      await seen('cus_linked', 'cus_c', 'cus_d', 'cus_1');
      const { body }: { body: OrphanPage } = await orphans('&limit=1');
      expect(body.accounts.map(({ id }) => id)).toEqual(['cus_1']);
    });

    it('take both permissions, a known source and their own cursor', async () => {
      const { agent, orphans } = await start(customers);
      expect((await orphans('', sam)).status).toBe(403);
      const { body } = await orphans('&limit=1');
      const elsewhere = await orphans(
        `&limit=1&cursor=${body.nextCursor}`,
        mara,
      );
      expect(elsewhere.status).toBe(400);
      for (const query of [
        '',
        '?source=nowhere',
        '?source=billing&limit=201',
      ]) {
        const { status } = await agent
          .get(`${BASE}/sources/orphans${query}`)
          .set('authorization', ada);
        expect(status).toBe(400);
      }
      expect(await ledger('orphan_list')).toMatchObject([
        { outcome: 'denied' },
        { outcome: 'shown' },
      ]);
    });
  });
});

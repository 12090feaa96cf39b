import { mockCredentials } from '@backstage/backend-test-utils';
import { SourceError } from '@customer-360/backstage-plugin-customer-360-node';
import { customerEntity } from '../__testUtils__/customers';
import {
  invoicesData,
  notesData,
  subscriptionsData,
  ticketsData,
} from '../__testUtils__/facetData';
import {
  ALLOW,
  allowing,
  DENY,
  everything,
  ifOwner,
  ownersOrAll,
  supportAgent,
} from '../__testUtils__/fakePolicy';
import { countingReader, fakeSource } from '../__testUtils__/fakeSource';
import {
  BASE,
  startCustomer360,
  viewPath,
} from '../__testUtils__/startCustomer360';

jest.setTimeout(60_000);

const sam = mockCredentials.user.header('user:default/sam');

function sources() {
  const subscriptions = countingReader('subscriptions', () =>
    subscriptionsData('billing'),
  );
  const tickets = countingReader('tickets', () => ticketsData('desk'));
  return {
    subscriptions,
    tickets,
    all: [
      fakeSource('billing', { subscriptions }),
      fakeSource('desk', { tickets }),
    ],
  };
}

describe('GET /customers/{namespace}/{name}/view', () => {
  it('answers with what the sources say', async () => {
    const { agent } = await startCustomer360({
      customers: [customerEntity('acme')],
      sources: sources().all,
      policy: supportAgent,
    });

    const { status, body, headers } = await agent
      .get(viewPath('acme'))
      .set('authorization', sam);

    expect(status).toBe(200);
    expect(body).toMatchObject({
      customer: { ref: 'customer:default/acme', title: 'Title of acme' },
      access: { labels: [], mayRefresh: true },
      answers: {
        pays: { mrr: [{ amount: 550_000, currency: 'EUR' }] },
        threads: { open: 1 },
      },
      sections: {
        billing: {
          facets: {
            subscriptions: {
              level: 'full',
              state: 'ok',
              sources: [{ id: 'billing', title: 'The billing', state: 'ok' }],
            },
            invoices: { state: 'unconfigured', sources: [] },
          },
        },
        support: { facets: { tickets: { level: 'full', state: 'ok' } } },
      },
    });
    expect(body.sections).not.toHaveProperty('finance');
    expect(headers['cache-control']).toBe('private, no-cache');
  });

  it('answers 304 while nothing visible has changed', async () => {
    let plan = 'Scale';
    const subscriptions = countingReader('subscriptions', () =>
      subscriptionsData('billing', plan),
    );
    const clock = { now: Date.parse('2026-09-10T12:00:00Z') };
    const { agent } = await startCustomer360({
      customers: [customerEntity('acme')],
      sources: [fakeSource('billing', { subscriptions })],
      policy: supportAgent,
      now: () => clock.now,
    });
    const get = (etag: string) =>
      agent
        .get(viewPath('acme'))
        .set('authorization', sam)
        .set('if-none-match', etag);

    const first = await get('"none"');
    const etag = first.headers.etag;
    expect(etag).toMatch(/^W\/".+"$/);
    const second = await get(etag);
    expect(second.status).toBe(304);
    expect(second.text).toBe('');

    plan = 'Enterprise';
    clock.now += 6 * 60_000;
    const third = await get(etag);
    expect(third.status).toBe(200);
    expect(third.headers.etag).not.toBe(etag);
  });

  it('gives one ETag to two people of the same access, another to one of less', async () => {
    const { agent } = await startCustomer360({
      customers: [customerEntity('acme')],
      sources: sources().all,
      policy: (permission, user) =>
        user === 'user:default/erin' && permission.endsWith('.full.read')
          ? DENY
          : supportAgent(permission),
      now: () => Date.parse('2026-09-10T12:00:00Z'),
    });
    const etagOf = async (user: string) =>
      (
        await agent
          .get(viewPath('acme'))
          .set('authorization', mockCredentials.user.header(user))
      ).headers.etag;

    const etag = await etagOf('user:default/sam');
    expect(await etagOf('user:default/mara')).toBe(etag);
    expect(await etagOf('user:default/erin')).not.toBe(etag);
  });

  it('names a relative to whom may see it and not to another of the same access', async () => {
    const { agent } = await startCustomer360({
      customers: [
        customerEntity('acme', { owner: 'user:default/jonas' }),
        customerEntity('secret', { owner: 'user:default/mara' }),
      ],
      sources: [
        fakeSource('billing', {
          account: countingReader('account', () => ({
            name: 'Acme',
            children: [
              {
                source: 'billing',
                id: 'cus_secret',
                name: 'Secret subsidiary',
              },
              { source: 'billing', id: 'cus_nobody', name: 'No customer' },
            ],
            warnings: [],
            fields: [],
            records: [{ source: 'billing', id: 'cus_acme' }],
          })),
        }),
      ],
      policy: (permission, user) =>
        permission === 'catalog.entity.read' && user === 'user:default/jonas'
          ? ifOwner(user)
          : supportAgent(permission),
    });
    const ask = (user: string) =>
      agent
        .get(viewPath('acme'))
        .set('authorization', mockCredentials.user.header(user));

    // Each way round, and again where the page is remembered.
    const [seen, hidden] = ['user:default/mara', 'user:default/jonas'];
    for (const user of [seen, hidden, seen, hidden]) {
      const { text } = await ask(user);
      expect(text).toContain('No customer');
      expect(text.includes('Secret subsidiary')).toBe(user === seen);
    }
    expect((await ask(seen)).headers.etag).not.toBe(
      (await ask(hidden)).headers.etag,
    );
  });

  it.each([
    ['namespace', `${BASE}/customers/de..fault/acme/view`],
    ['name', `${BASE}/customers/default/-acme/view`],
    ['name', `${BASE}/customers/default/..%2f..%2fsecrets/view`],
    ['name', `${BASE}/customers/default/${'a'.repeat(64)}/view`],
    ['limit', `${BASE}/customers/default/acme/facets/invoices?limit=0`],
    ['limit', `${BASE}/customers/default/acme/facets/invoices?limit=201`],
    ['limit', `${BASE}/customers/default/acme/facets/invoices?limit=ten`],
    ['cursor', `${BASE}/customers/default/acme/facets/invoices?cursor=%00`],
    ['cursor', `${BASE}/customers/default/acme/facets/invoices?cursor=YQ.YQ`],
    ['facet', `${BASE}/customers/default/acme/facets/In..voices`],
    ['offset', `${BASE}/customers/default/acme/facets/invoices?offset=3`],
  ])('answers 400 naming the malformed parameter %s', async (name, path) => {
    const { agent } = await startCustomer360({
      customers: [customerEntity('acme')],
      sources: sources().all,
      policy: supportAgent,
    });

    const { status, body } = await agent.get(path).set('authorization', sam);

    expect(status).toBe(400);
    expect(body.error.message).toContain(name);
  });

  it('answers 401 to nobody and 403 to a service', async () => {
    const { agent } = await startCustomer360({
      customers: [customerEntity('acme')],
      sources: sources().all,
      policy: supportAgent,
    });

    const nobody = await agent
      .get(viewPath('acme'))
      .set('authorization', mockCredentials.none.header());
    expect(nobody.status).toBe(401);

    const service = await agent
      .get(viewPath('acme'))
      .set('authorization', mockCredentials.service.header());
    expect(service.status).toBe(403);
  });

  it('answers 403 to somebody who may not use Customer 360', async () => {
    const { agent } = await startCustomer360({
      customers: [customerEntity('acme')],
      sources: sources().all,
      policy: permission =>
        permission === 'customer360.access' ? DENY : ALLOW,
    });

    const { status, body } = await agent
      .get(viewPath('acme'))
      .set('authorization', sam);

    expect(status).toBe(403);
    expect(body.error.message).toContain('customer360.access');
  });

  it('answers the same 404 for a hidden customer and for none', async () => {
    const { agent } = await startCustomer360({
      customers: [
        customerEntity('hidden', { owner: 'user:default/jonas' }),
        customerEntity('own', { owner: 'user:default/sam' }),
        { ...customerEntity('component'), kind: 'Component' as never },
      ],
      sources: sources().all,
      policy: permission =>
        permission === 'catalog.entity.read'
          ? ifOwner('user:default/sam')
          : ALLOW,
    });
    const answer = async (name: string, path = viewPath) => {
      const { status, text, headers } = await agent
        .get(path(name))
        .set('authorization', sam);
      return {
        status,
        text: text.replaceAll(name, 'NAME'),
        etag: headers.etag === undefined,
      };
    };

    const hidden = await answer('hidden');
    expect(hidden.status).toBe(404);
    expect(await answer('absent')).toEqual(hidden);
    expect(await answer('component')).toEqual(hidden);
    expect((await answer('own')).status).toBe(200);

    for (const path of ['access', 'facets/tickets', 'facets/nonsense']) {
      const of = (name: string) => `${BASE}/customers/default/${name}/${path}`;
      const denied = await answer('hidden', of);
      expect(denied.status).toBe(404);
      expect(await answer('absent', of)).toEqual(denied);
    }
  });

  it('shows a summary where that is all one may see, and says what is denied', async () => {
    const notes = countingReader('notes', () => notesData('crm'));
    const tickets = countingReader('tickets', () => ticketsData('desk'));
    const { agent } = await startCustomer360({
      customers: [
        customerEntity('acme', {
          annotations: { 'customer-360/crm': '77' },
        }),
      ],
      sources: [fakeSource('desk', { tickets }), fakeSource('crm', { notes })],
      policy: allowing(
        'catalog.entity.read',
        'customer360.access',
        'customer360.support.summary.read',
        'customer360.relationship.full.read',
      ),
    });

    const { body, text } = await agent
      .get(viewPath('acme'))
      .set('authorization', sam);

    const { facets } = body.sections.support;
    expect(facets.tickets).toMatchObject({
      level: 'summary',
      summary: { open: 1, bySeverity: { high: 1 } },
    });
    expect(facets.tickets).not.toHaveProperty('data');
    expect(text).not.toContain('Login fails');
    expect(body.sections.relationship.facets.notes).toEqual({
      level: 'none',
      state: 'denied',
      label: 'notes',
      whoMaySee: "Ask the account's owner",
      sources: [],
    });
    expect(notes.reads).toBe(0);
  });

  it.each([
    ['everything', () => ALLOW],
    ['by owner or everything', ownersOrAll],
  ])(
    'keeps labels shut under a policy that allows %s',
    async (_what, allows) => {
      const start = (allowAllPolicy: boolean) =>
        startCustomer360({
          customers: [
            customerEntity('acme', {
              owner: 'user:default/sam',
              annotations: { 'customer-360/crm': '77' },
            }),
          ],
          sources: [
            fakeSource('crm', {
              notes: countingReader('notes', () => notesData('crm')),
            }),
          ],
          policy: allows,
          customer360: { access: { allowAllPolicy } },
        });
      const levelOf = async ({ agent }: Awaited<ReturnType<typeof start>>) =>
        (await agent.get(viewPath('acme')).set('authorization', sam)).body
          .sections.relationship.facets.notes.level;

      expect(await levelOf(await start(false))).toBe('none');
      expect(await levelOf(await start(true))).toBe('full');
    },
  );
});

describe('POST /customers/{namespace}/{name}/refresh', () => {
  const path = `${BASE}/customers/default/acme/refresh`;

  it('reads again what is still fresh, and only that which is asked for', async () => {
    const { subscriptions, tickets, all } = sources();
    const clock = { now: Date.parse('2026-09-10T12:00:00Z') };
    const { agent } = await startCustomer360({
      customers: [customerEntity('acme')],
      sources: all,
      policy: supportAgent,
      now: () => clock.now,
    });
    await agent.get(viewPath('acme')).set('authorization', sam);
    clock.now += 10_000;

    const { status, body } = await agent
      .post(path)
      .set('authorization', sam)
      .send({ facets: ['tickets'] });

    expect(status).toBe(200);
    expect(body.sections.support.facets.tickets.sources[0].fetchedAt).toBe(
      '2026-09-10T12:00:10.000Z',
    );
    expect(tickets.reads).toBe(2);
    expect(subscriptions.reads).toBe(1);

    await agent.post(path).set('authorization', sam);
    expect([tickets.reads, subscriptions.reads]).toEqual([2, 2]);
  });

  it('does not hammer a source that fails', async () => {
    const tickets = countingReader('tickets', () =>
      Promise.reject(new SourceError('not_found')),
    );
    const clock = { now: Date.parse('2026-09-10T12:00:00Z') };
    const { agent } = await startCustomer360({
      customers: [customerEntity('acme')],
      sources: [fakeSource('desk', { tickets })],
      policy: supportAgent,
      now: () => clock.now,
    });
    const refresh = () => agent.post(path).set('authorization', sam);

    await refresh();
    await refresh();
    expect(tickets.reads).toBe(1);
    clock.now += 6_000;
    await refresh();
    expect(tickets.reads).toBe(2);
  });

  it('answers 403 without the permission and 404 for a hidden customer', async () => {
    const { agent } = await startCustomer360({
      customers: [customerEntity('acme')],
      sources: sources().all,
      policy: (permission, user) => {
        if (permission === 'customer360.refresh') {
          return DENY;
        }
        return permission === 'catalog.entity.read' &&
          user === 'user:default/jonas'
          ? DENY
          : everything(permission);
      },
    });

    const mayNot = await agent.post(path).set('authorization', sam);
    expect(mayNot.status).toBe(403);
    const hidden = await agent
      .post(path)
      .set('authorization', mockCredentials.user.header('user:default/jonas'));
    expect(hidden.status).toBe(404);
  });

  it.each([
    [{ facets: ['nonsense'] }],
    [{ facets: [] }],
    [{ facets: 'tickets' }],
    [{ facets: ['tickets'], more: true }],
  ])('answers 400 to %j', async body => {
    const { agent } = await startCustomer360({
      customers: [customerEntity('acme')],
      sources: sources().all,
      policy: supportAgent,
    });

    const answer = await agent.post(path).set('authorization', sam).send(body);

    expect(answer.status).toBe(400);
    expect(answer.body.error.message).toMatch(/facets|body/);
  });
});

describe('GET /customers/{namespace}/{name}/access', () => {
  it('says in words why one sees what one sees', async () => {
    const { agent } = await startCustomer360({
      customers: [customerEntity('acme')],
      sources: [
        ...sources().all,
        fakeSource('crm', {
          contracts: countingReader('contracts', () => ({ contracts: [] })),
          notes: countingReader('notes', () => notesData('crm')),
        }),
      ],
      policy: supportAgent,
    });

    const { status, body } = await agent
      .get(`${BASE}/customers/default/acme/access`)
      .set('authorization', sam);

    expect(status).toBe(200);
    const of = (facet: string) =>
      body.facets.find((row: { facet: string }) => row.facet === facet);
    expect(of('tickets')).toEqual({
      facet: 'tickets',
      section: 'support',
      level: 'full',
      reason: 'You see all of support for this customer.',
    });
    expect(of('contracts')).toMatchObject({
      level: 'summary',
      label: 'contract',
    });
    expect(of('notes')).toMatchObject({ level: 'none', label: 'notes' });
    // Nobody fills anything of its section: there is nothing to see or to hide.
    expect(of('revenue')).toBeUndefined();
    expect(body.labels).toContainEqual({ label: 'notes', held: false });
  });
});

describe('GET /customers/{namespace}/{name}/facets/{facet}', () => {
  const path = `${BASE}/customers/default/acme/facets/invoices`;

  function pagedBilling(
    pages: Record<string, { text: string; next?: string }>,
  ) {
    const asked: Array<{ account: string; limit: number }> = [];
    const source = fakeSource('billing', {
      invoices: {
        read: async () => ({ data: invoicesData('billing', 'whole') }),
        page: async (account, { cursor, limit }) => {
          asked.push({ account: account.id, limit });
          const page = pages[`${account.id}/${cursor ?? ''}`];
          return {
            data: invoicesData('billing', page.text),
            nextCursor: page.next,
          };
        },
      },
    });
    return { source, asked };
  }

  it('walks the pages of one account after the other', async () => {
    const { source, asked } = pagedBilling({
      'cus_1/': { text: 'first', next: 'in_first' },
      'cus_1/in_first': { text: 'second' },
      'cus_2/': { text: 'third' },
    });
    const { agent } = await startCustomer360({
      customers: [
        customerEntity('acme', {
          annotations: { 'customer-360/billing': 'cus_1, cus_2' },
        }),
      ],
      sources: [source],
      policy: supportAgent,
    });

    const texts: string[] = [];
    let cursor: string | undefined;
    do {
      const { status, body } = await agent
        .get(path)
        .query({ limit: 20, ...(cursor && { cursor }) })
        .set('authorization', sam);
      expect(status).toBe(200);
      expect(body.view.level).toBe('full');
      texts.push(body.view.data.invoices[0].number);
      cursor = body.nextCursor;
    } while (cursor && texts.length < 10);

    expect(texts).toEqual(['first', 'second', 'third']);
    expect(asked.map(({ account }) => account)).toEqual([
      'cus_1',
      'cus_1',
      'cus_2',
    ]);
    expect(asked.every(({ limit }) => limit === 20)).toBe(true);
  });

  it('refuses a cursor of another customer, of another facet and a changed one', async () => {
    const { source } = pagedBilling({
      'cus_acme/': { text: 'first', next: 'in_first' },
      'cus_other/': { text: 'first', next: 'in_first' },
    });
    const { agent } = await startCustomer360({
      customers: [customerEntity('acme'), customerEntity('other')],
      sources: [source],
      policy: supportAgent,
    });
    const get = (at: string, cursor?: string) =>
      agent
        .get(at)
        .query(cursor ? { cursor } : {})
        .set('authorization', sam);
    const cursor: string = (await get(path)).body.nextCursor;
    const [payload, signature] = cursor.split('.');
    const forged = Buffer.from(
      JSON.stringify({ source: 'billing', account: 'cus_other' }),
    ).toString('base64url');

    for (const [at, given] of [
      [path.replace('acme', 'other'), cursor],
      [path.replace('invoices', 'payments'), cursor],
      [path, `${forged}.${signature}`],
      [path, `${payload}.${signature.slice(1)}`],
    ]) {
      const { status, body } = await get(at, given);
      expect(status).toBe(400);
      expect(body.error.message).toContain('cursor');
    }
  });

  it('gives a facet that nobody can page as one page, and a summary to whom sees no more', async () => {
    const { agent } = await startCustomer360({
      customers: [customerEntity('acme')],
      sources: [
        fakeSource('billing', {
          invoices: countingReader('invoices', () => invoicesData('billing')),
        }),
      ],
      policy: (permission, user) =>
        user === 'user:default/erin' && permission.endsWith('.full.read')
          ? DENY
          : supportAgent(permission),
    });

    const whole = await agent.get(path).set('authorization', sam);
    expect(whole.body.view.data.invoices).toHaveLength(1);
    expect(whole.body).not.toHaveProperty('nextCursor');

    const summary = await agent
      .get(path)
      .set('authorization', mockCredentials.user.header('user:default/erin'));
    expect(summary.body.view.level).toBe('summary');
    expect(summary.text).not.toContain('INV-1');
  });

  it('answers 404 for a facet that is not there', async () => {
    const { agent } = await startCustomer360({
      customers: [customerEntity('acme')],
      policy: supportAgent,
    });

    const { status } = await agent
      .get(`${BASE}/customers/default/acme/facets/nonsense`)
      .set('authorization', sam);

    expect(status).toBe(404);
  });
});

describe('GET /openapi.json', () => {
  it('serves the contract', async () => {
    const { agent } = await startCustomer360({ policy: supportAgent });

    const { status, body } = await agent
      .get('/api/customer-360/openapi.json')
      .set('authorization', sam);

    expect(status).toBe(200);
    expect(body.openapi).toBe('3.1.0');
    expect(body.servers).toEqual([{ url: '/api/customer-360' }]);
    expect(Object.keys(body.paths)).toContain(
      '/v1/customers/{namespace}/{name}/view',
    );
    expect(
      body.components.schemas.InvoicesData.properties.invoices.maxItems,
    ).toBe(500);
  });
});

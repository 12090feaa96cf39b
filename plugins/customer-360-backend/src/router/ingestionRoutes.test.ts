import { mockCredentials } from '@backstage/backend-test-utils';
import {
  SourceError,
  type CustomersPage,
  type SourceCustomers,
} from '@customer-360/backstage-plugin-customer-360-node';
import { invoicesData } from '../__testUtils__/facetData';
import { supportAgent } from '../__testUtils__/fakePolicy';
import { fakeSource } from '../__testUtils__/fakeSource';
import { BASE, startCustomer360 } from '../__testUtils__/startCustomer360';

jest.setTimeout(60_000);

const serviceOf = (plugin: string) =>
  mockCredentials.service.header({
    onBehalfOf: mockCredentials.service(`plugin:${plugin}`),
    targetPluginId: 'customer-360',
  });
const catalog = serviceOf('catalog');

const acme = { id: '1', title: 'Acme', team: [], links: { stripe: ['cus_1'] } };
const LIST = `${BASE}/ingestion/customers`;

async function start() {
  const crm = {
    answer: async (_cursor?: string): Promise<CustomersPage> => ({
      customers: [acme],
      cursor: 'next',
      last: false,
    }),
    cursors: [] as Array<string | undefined>,
  };
  const customers: SourceCustomers = {
    page: async cursor => {
      crm.cursors.push(cursor);
      return crm.answer(cursor);
    },
    get: async () => (await crm.answer()).customers,
  };
  const facets = {
    invoices: { read: async () => ({ data: invoicesData('crm') }) },
  };
  const { agent } = await startCustomer360({
    sources: [
      fakeSource('crm', facets, { customers }),
      fakeSource('desk', facets),
    ],
    policy: supportAgent,
  });
  const list = (query: object, as = catalog) =>
    agent.get(LIST).query(query).set('authorization', as);
  return { agent, crm, list };
}

const round = {
  source: 'crm',
  endedAt: '2026-11-26T12:00:00.000Z',
  listed: 0,
  customers: 6,
  kept: 6,
};

describe('the listing of customers', () => {
  it('shows how it ended last among the sources, and who was kept', async () => {
    const { agent } = await start();
    const sam = mockCredentials.user.header('user:default/sam');
    const tell = (body: object) =>
      agent
        .post(`${BASE}/ingestion/rounds`)
        .set('authorization', catalog)
        .send(body);
    const told = async () => {
      const { body } = await agent
        .get(`${BASE}/sources`)
        .set('authorization', sam);
      return body.sources.map((each: any) => [each.id, each.ingestion]);
    };
    expect(await told()).toEqual([
      ['crm', undefined],
      ['desk', undefined],
    ]);
    expect((await tell({ ...round, kept: 0 })).status).toBe(204);
    expect((await tell(round)).status).toBe(204);
    const { source: _, ...shown } = round;
    expect(await told()).toEqual([
      ['crm', shown],
      ['desk', undefined],
    ]);
    for (const wrong of [
      { ...round, kept: -1 },
      { ...round, endedAt: 'yesterday' },
      { ...round, more: 'text' },
    ]) {
      expect((await tell(wrong)).status).toBe(400);
    }
  });

  it('is given to the catalog page by page', async () => {
    const { agent, crm, list } = await start();
    const first = await list({ source: 'crm', mode: 'all' });
    expect(first.body).toEqual({
      state: 'ok',
      customers: [acme],
      cursor: 'next',
      last: false,
    });
    await list({ source: 'crm', mode: 'all', cursor: 'next' });
    expect(crm.cursors).toEqual([undefined, 'next']);
    const one = await agent
      .post(LIST)
      .set('authorization', catalog)
      .send({ source: 'crm', ids: ['1'] });
    expect(one.body).toMatchObject({ customers: [acme], last: true });
  });

  it('is given to nobody else', async () => {
    const { agent, crm, list } = await start();
    const query = { source: 'crm', mode: 'all' };
    const sam = mockCredentials.user.header('user:default/sam');
    for (const as of [sam, serviceOf('permission'), serviceOf('search')]) {
      expect((await list(query, as)).status).toBe(403);
      for (const [path, body] of [
        [LIST, { source: 'crm', ids: ['1'] }],
        [`${BASE}/ingestion/links`, { links: [] }],
        [`${BASE}/ingestion/rounds`, round],
      ] as const) {
        const { status } = await agent
          .post(path)
          .set('authorization', as)
          .send(body);
        expect(status).toBe(403);
      }
    }
    expect(crm.cursors).toEqual([]);
  });

  it('says by a word of ours why it could not be read', async () => {
    const { crm, list } = await start();
    const answers: Array<[() => Promise<CustomersPage>, string]> = [
      [() => Promise.reject(new SourceError('rate_limited')), 'rate_limited'],
      [() => Promise.reject(new Error('secret of the vendor')), 'upstream'],
      [
        async () => ({
          customers: [{ ...acme, id: 'a,b' }],
          cursor: '',
          last: true,
        }),
        'schema',
      ],
      [
        async () => ({
          customers: Array.from({ length: 501 }, (_, at) => ({
            ...acme,
            id: String(at),
          })),
          cursor: '',
          last: true,
        }),
        'schema',
      ],
    ];
    for (const [answer, reason] of answers) {
      crm.answer = answer;
      const { body, text } = await list({ source: 'crm', mode: 'all' });
      expect(body).toEqual({ state: 'unavailable', reason });
      expect(text).not.toMatch(/secret/);
    }
  });

  it('takes no other account than was asked for', async () => {
    const { agent } = await start();
    const { body } = await agent
      .post(LIST)
      .set('authorization', catalog)
      .send({ source: 'crm', ids: ['2'] });
    expect(body).toEqual({ state: 'unavailable', reason: 'schema' });
  });

  it('is not there for a source that lists none, nor changes it cannot tell', async () => {
    const { list } = await start();
    expect((await list({ source: 'desk', mode: 'all' })).status).toBe(404);
    expect((await list({ source: 'crm', mode: 'changes' })).status).toBe(404);
    expect((await list({ source: 'crm', mode: 'other' })).status).toBe(400);
  });

  it('hears whose an account is', async () => {
    const { agent } = await start();
    const tell = (link: object) =>
      agent
        .post(`${BASE}/ingestion/links`)
        .set('authorization', catalog)
        .send({ links: [link] });
    const link = {
      customerRef: 'customer:default/cus-1',
      source: 'crm',
      ids: ['1'],
      rule: 'listed',
    };
    expect((await tell(link)).status).toBe(204);
    expect((await tell({ ...link, rule: 'guessed' })).status).toBe(400);
    expect((await tell({ ...link, ids: ['a b'] })).status).toBe(400);
  });
});

import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import type { JsonObject } from '@backstage/types';
import { customerEntity } from '../__testUtils__/customers';
import { invoicesData, ticketsData } from '../__testUtils__/facetData';
import { supportAgent } from '../__testUtils__/fakePolicy';
import { fakeSource } from '../__testUtils__/fakeSource';
import {
  BASE,
  startCustomer360,
  viewPath,
} from '../__testUtils__/startCustomer360';
import { testRedisUrl } from '../__testUtils__/testRedis';

jest.setTimeout(60_000);

const sam = mockCredentials.user.header('user:default/sam');
const service = mockCredentials.service.header({
  onBehalfOf: mockCredentials.service('plugin:pipeline'),
  targetPluginId: 'customer-360',
});
const databases = TestDatabases.create({ ids: ['POSTGRES_15', 'SQLITE_3'] });

/** A help desk whose answers wait until the test lets them go. */
function helpDesk() {
  const desk = {
    subject: 'before',
    reads: 0,
    /** Set while answers are held back: lets go of the oldest. */
    held: undefined as Array<() => void> | undefined,
    async read() {
      desk.reads += 1;
      // As it was when it was asked, however late the answer comes.
      const { subject } = desk;
      if (desk.held) {
        await new Promise<void>(resolve => desk.held!.push(resolve));
      }
      return { data: ticketsData('desk', subject) };
    },
  };
  return desk;
}

/** Two instances on one database and, where there is one, one shared cache. */
async function start(
  databaseId: Parameters<typeof databases.init>[0],
  shared: boolean,
) {
  const desk = helpDesk();
  const knex = await databases.init(databaseId);
  const customer360: JsonObject = {
    deadline: '10s',
    ...(shared && { cache: { valkey: { url: testRedisUrl! } } }),
  };
  const instance = async () => {
    const { agent } = await startCustomer360({
      customers: [customerEntity('acme'), customerEntity('other')],
      sources: [
        fakeSource('desk', { tickets: desk }),
        fakeSource('billing', {
          invoices: { read: async () => ({ data: invoicesData('billing') }) },
        }),
      ],
      policy: supportAgent,
      knex,
      customer360,
    });
    return {
      subject: async (name = 'acme') => {
        const { body } = await agent
          .get(viewPath(name))
          .set('authorization', sam);
        const { tickets } = body.sections.support.facets;
        return `${tickets.state} ${tickets.data?.tickets[0].subject}`;
      },
      change: (body: JsonObject = { source: 'desk' }, as = service) =>
        agent
          .post(`${BASE}/customers/default/acme/invalidate`)
          .set('authorization', as)
          .send(body),
      refresh: () =>
        agent
          .post(`${BASE}/customers/default/acme/refresh`)
          .set('authorization', sam),
    };
  };
  return { desk, knex, a: await instance(), b: await instance() };
}

const setups = databases
  .eachSupportedId()
  .flatMap(([id]) => [
    [id, 'alone', false] as const,
    ...(testRedisUrl ? [[id, 'REDIS', true] as const] : []),
  ]);

describe.each(setups)('generations (%s, %s)', (databaseId, _name, shared) => {
  it('make what is cached worthless on every instance once a change is acknowledged', async () => {
    const { desk, a, b } = await start(databaseId, shared);
    expect(await a.subject()).toBe('ok before');
    expect(await b.subject()).toBe('ok before');
    expect(desk.reads).toBe(shared ? 1 : 2);

    desk.subject = 'after';
    expect((await a.change()).status).toBe(204);

    expect(await b.subject()).toBe('ok after');
    expect(await a.subject()).toBe('ok after');
    expect(desk.reads).toBe(shared ? 2 : 4);
  });

  it('make a read that is under way worthless: it lands after the change and is never shown as current', async () => {
    const { desk, a, b } = await start(databaseId, shared);
    desk.held = [];
    const begun = a.subject();
    while (desk.held.length === 0) {
      await new Promise(resolve => setTimeout(resolve, 5));
    }
    const [letGoOfTheOld] = desk.held;
    desk.held = undefined;
    desk.subject = 'after';
    await a.change();

    expect(await b.subject()).toBe('ok after');
    letGoOfTheOld();
    // Whoever asked before the change is given what was true then.
    expect(await begun).toBe('ok before');

    expect(await a.subject()).toBe('ok after');
    expect(await b.subject()).toBe('ok after');
  });

  it('leave other customers and other facets alone', async () => {
    const { desk, a } = await start(databaseId, shared);
    await a.subject();
    await a.subject('other');
    expect(desk.reads).toBe(2);
    await a.change({ source: 'billing', facets: ['invoices'] });
    await a.subject();
    await a.subject('other');
    expect(desk.reads).toBe(2);
  });

  it('rise with a refresh as well, on all instances', async () => {
    const { desk, knex, a, b } = await start(databaseId, shared);
    await a.subject();
    await b.subject();
    expect(await knex('c360_generations')).toEqual([]);
    // Asked at once nothing is read again.
    await a.refresh();
    expect(await knex('c360_generations')).toEqual([]);
    expect(desk.reads).toBe(shared ? 1 : 2);
  });
});

describe('POST …/invalidate', () => {
  it('is for services only', async () => {
    const { a } = await start('SQLITE_3', false);
    expect((await a.change({ source: 'desk' }, sam)).status).toBe(403);
  });

  it.each([
    [{ source: 'nowhere' }, 400],
    [{ source: 'desk', facets: ['nonsense'] }, 400],
    [{ source: 'desk', more: true }, 400],
    [{ facets: [] }, 400],
    [{}, 204],
    [{ facets: ['tickets'] }, 204],
  ])('takes %j with %d', async (body, status) => {
    const { a } = await start('SQLITE_3', false);
    expect((await a.change(body)).status).toBe(status);
  });

  it('counts facets that go stale together as one', async () => {
    const { a, knex } = await start('SQLITE_3', false);
    await a.change({ facets: ['invoices', 'tickets'] });
    const rows = await knex('c360_generations').orderBy('scope');
    expect(rows.map(({ scope }) => scope)).toEqual([
      'billing/invoices',
      'desk/tickets',
    ]);
  });
});

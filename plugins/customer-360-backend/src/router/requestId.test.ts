import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import { customerEntity } from '../__testUtils__/customers';
import { ticketsData } from '../__testUtils__/facetData';
import { supportAgent } from '../__testUtils__/fakePolicy';
import { countingReader, fakeSource } from '../__testUtils__/fakeSource';
import {
  BASE,
  startCustomer360,
  viewPath,
} from '../__testUtils__/startCustomer360';

jest.setTimeout(20_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
const sam = mockCredentials.user.header('user:default/sam');
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

async function start() {
  const knex = await databases.init('SQLITE_3');
  const { agent, auditor } = await startCustomer360({
    knex,
    customers: [customerEntity('acme'), customerEntity('beta')],
    sources: [
      fakeSource('desk', {
        tickets: countingReader('tickets', () => ticketsData('desk')),
      }),
    ],
    policy: supportAgent,
  });
  const get = (path: string) => agent.get(path).set('authorization', sam);
  const rows = () =>
    knex('c360_ledger').orderBy('seq').pluck<string[]>('request_id');
  const told = () =>
    auditor.createEvent.mock.calls.map(([{ meta }]) => meta?.requestId);
  return { agent, get, rows, told };
}

describe('the id of a request', () => {
  it('is the same for the answer, the row and the event', async () => {
    const { get, rows, told } = await start();
    const ids = [
      await get(viewPath('acme')),
      await get(viewPath('acme')),
      await get(`${BASE}/customers/default/acme/facets/tickets`),
      await get(viewPath('nobody')),
      await get(`${BASE}/ledger`),
    ].map(({ headers }) => headers['x-request-id']);

    expect(new Set(ids).size).toBe(5);
    expect(ids).toEqual(ids.map(() => expect.stringMatching(UUID)));
    expect(await rows()).toEqual(ids);
    expect(told()).toEqual(ids);
  });

  it('is one for all the rows that a request leaves', async () => {
    const { agent, rows } = await start();
    const { body, headers } = await agent
      .post(`${BASE}/lookup`)
      .set('authorization', sam)
      .send({ kind: 'account', value: 'org_acme' });
    expect(body).toBeDefined();
    const found = await rows();
    expect(found.length).toBeGreaterThan(0);
    expect(new Set(found)).toEqual(new Set([headers['x-request-id']]));
  });

  it('is ours, whatever the request says of itself', async () => {
    const { get, rows } = await start();
    const { headers } = await get(viewPath('acme')).set(
      'x-request-id',
      'erase-me@example.com',
    );
    expect(headers['x-request-id']).toMatch(UUID);
    expect(await rows()).toEqual([headers['x-request-id']]);
  });
});

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
    customers: ['acme', 'beta'].map(name =>
      customerEntity(name, {
        annotations: { 'customer-360/desk': `org_${name},org_shared` },
      }),
    ),
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
  it('is the same for the row and the event, and another for each request', async () => {
    const { get, rows, told } = await start();
    for (const path of [
      viewPath('acme'),
      viewPath('acme'),
      `${BASE}/customers/default/acme/facets/tickets`,
      viewPath('nobody'),
      `${BASE}/ledger`,
    ]) {
      await get(path);
    }
    const ids = await rows();
    expect(ids).toEqual(Array(5).fill(expect.stringMatching(UUID)));
    expect(new Set(ids).size).toBe(5);
    expect(told()).toEqual(ids);
  });

  it('is one for all the rows that a request leaves', async () => {
    const { agent, rows, told } = await start();
    const { body } = await agent
      .post(`${BASE}/lookup`)
      .set('authorization', sam)
      .send({ kind: 'account', value: 'org_shared' });
    expect(body.customers).toHaveLength(2);
    const ids = await rows();
    expect(ids).toHaveLength(2);
    expect(new Set(ids)).toEqual(new Set(told()));
  });

  it('is ours, whatever the request says of itself, and not told to it', async () => {
    const { get, rows } = await start();
    const { headers, text } = await get(viewPath('acme')).set(
      'x-request-id',
      'erase-me@example.com',
    );
    const [id] = await rows();
    expect(id).toMatch(UUID);
    expect(JSON.stringify(headers) + text).not.toContain(id);
  });
});

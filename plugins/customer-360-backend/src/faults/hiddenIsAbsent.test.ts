import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { customerEntity } from '../__testUtils__/customers';
import { ticketsData } from '../__testUtils__/facetData';
import { DENY, everything } from '../__testUtils__/fakePolicy';
import { countingReader, fakeSource } from '../__testUtils__/fakeSource';
import { httpRequest } from '../__testUtils__/httpRequest';
import { rawGet, rawRequest } from '../__testUtils__/rawRequest';
import { startBehindRootRouter } from '../__testUtils__/startBehindRootRouter';
import { BASE, viewPath } from '../__testUtils__/startCustomer360';

jest.setTimeout(60_000);

const authorization = mockCredentials.user.header('user:default/sam');
const CUSTOMER = `${BASE}/customers/default/secret`;
const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

/** What is asked about a customer, one way or the other. */
const ASKED: ReadonlyArray<[method: string, path: string, body?: string]> = [
  ['GET', `${CUSTOMER}/view`],
  ['GET', `${CUSTOMER}/view?as=csm&scope=own`],
  ['GET', `${CUSTOMER}/stream`],
  ['GET', `${CUSTOMER}/facets/tickets`],
  ['GET', `${CUSTOMER}/facets/tickets?cursor=a.b&limit=7`],
  ['GET', `${CUSTOMER}/facets/nonsense`],
  ['GET', `${CUSTOMER}/access`],
  ['GET', `${CUSTOMER}/access/people`],
  ['POST', `${CUSTOMER}/refresh`, '{}'],
  ['POST', `${CUSTOMER}/refresh`, '{"facets":["tickets"]}'],
  ['POST', `${CUSTOMER}/refresh`, '{"facets":["nonsense"]}'],
  ['GET', `${CUSTOMER}/links`],
  ['GET', `${BASE}/by/desk/org_secret`],
  ['POST', `${BASE}/lookup`, '{"kind":"account","value":"org_secret"}'],
  ['POST', `${BASE}/lookup`, '{"kind":"email","value":"jo@secret.example"}'],
];

const stops: Array<() => Promise<void>> = [];
const { NODE_ENV } = process.env;

// Errors are sent with their stack then: more than anywhere else can differ.
beforeAll(() => {
  process.env = { ...process.env, NODE_ENV: 'development' };
});

afterAll(() => {
  process.env = { ...process.env, NODE_ENV };
});

afterEach(async () => {
  await Promise.all(stops.splice(0).map(stop => stop()));
});

/** A portal that has the customer, or one that never had it. */
async function start(has: boolean) {
  const knex = await databases.init('SQLITE_3');
  const state = { hidden: false };
  const { port, stop } = await startBehindRootRouter({
    knex,
    validateResponses: false,
    customer360: { limits: { reads: { perMinute: 100_000 } } },
    customers: [
      customerEntity('other'),
      ...(has ? [customerEntity('secret')] : []),
    ],
    sources: [
      fakeSource(
        'desk',
        { tickets: countingReader('tickets', () => ticketsData('desk')) },
        { lookup: { email: async () => ['org_secret'] } },
      ),
    ],
    policy: permission =>
      state.hidden && permission === 'catalog.entity.read'
        ? DENY
        : everything(permission),
  });
  stops.push(stop);
  return { knex, port, state };
}

/** All that is sent, but for when. */
async function bytes(
  port: number,
  [method, path, body]: (typeof ASKED)[number],
): Promise<string> {
  const answer = await rawRequest(
    port,
    method === 'GET'
      ? rawGet(path, [`Authorization: ${authorization}`])
      : [
          `POST ${path} HTTP/1.1`,
          'Host: portal',
          'Connection: close',
          `Authorization: ${authorization}`,
          'Content-Type: application/json',
          `Content-Length: ${body?.length}`,
          '',
          body,
        ].join('\r\n'),
  );
  return answer.replace(/^Date: .*$/im, 'Date:');
}

/** The rows without what is another one in each. */
async function rowsOf(knex: Knex) {
  const rows = await knex('c360_ledger').orderBy('seq');
  return rows.map(
    ({
      request_kind,
      outcome,
      acting_as,
      customer_ref,
      facets,
      labels,
      detail,
    }) => ({
      request_kind,
      outcome,
      acting_as,
      customer_ref,
      facets,
      labels,
      // Hashed with a secret that each installation has for itself.
      detail: detail?.replace(/"value":"[^"]*"/, '"value":""'),
    }),
  );
}

describe('fault 30: a customer that one may not see', () => {
  it('is one that is not there: every byte and every row of it', async () => {
    const [secret, absent] = [await start(true), await start(false)];
    // It was seen: all that a cache can hold of it is there.
    for (const asked of ASKED) {
      await bytes(secret.port, asked);
    }
    expect(await bytes(secret.port, ASKED[0])).toContain('Title of secret');

    for (const { state } of [secret, absent]) {
      state.hidden = true;
    }
    let status = 200;
    while (status === 200) {
      ({ status } = await httpRequest(secret.port, viewPath('secret'), {
        headers: { authorization },
      }));
    }
    const before = (await rowsOf(secret.knex)).length;
    const beforeAbsent = (await rowsOf(absent.knex)).length;

    for (const asked of ASKED) {
      const hidden = await bytes(secret.port, asked);
      expect(hidden).toBe(await bytes(absent.port, asked));
      expect(hidden).toMatch(
        asked[1].endsWith('/lookup') ? /^HTTP\/1.1 200 / : /^HTTP\/1.1 404 /,
      );
      expect(hidden).not.toContain('Title of');
      expect(hidden).not.toContain('.ts:');
    }
    const rows = (await rowsOf(secret.knex)).slice(before);
    expect(rows).toEqual((await rowsOf(absent.knex)).slice(beforeAbsent));
    expect(rows).toHaveLength(ASKED.length);
    expect(rows.slice(0, -2).map(({ outcome }) => outcome)).toEqual(
      ASKED.slice(0, -2).map(() => 'denied'),
    );
  });

  it('takes a request for a grant as one that is not there does', async () => {
    const [secret, absent] = [await start(true), await start(false)];
    secret.state.hidden = true;
    absent.state.hidden = true;
    const ask = (port: number) =>
      httpRequest(port, `${BASE}/grants`, {
        method: 'POST',
        headers: { authorization, 'content-type': 'application/json' },
        body: JSON.stringify({
          scope: { kind: 'customer', ref: 'customer:default/secret' },
          tier: 'summary',
          reason: 'They call and I am on duty',
          expiresAt: new Date(Date.now() + 3_600_000).toISOString(),
        }),
      });
    const shape = ({
      status,
      text,
      headers,
    }: Awaited<ReturnType<typeof ask>>) => ({
      status,
      text: text.replace(/[0-9a-f-]{36}|\d{4}-\d\d-\d\dT[\d:.]+Z/g, '…'),
      // The tag is made of the body, ids and times with it.
      headers: { ...headers, date: '', etag: '' },
    });
    expect(shape(await ask(secret.port))).toEqual(
      shape(await ask(absent.port)),
    );
  });
});

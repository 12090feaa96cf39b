import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import { customerEntity } from '../__testUtils__/customers';
import { ticketsData } from '../__testUtils__/facetData';
import { DENY, everything } from '../__testUtils__/fakePolicy';
import { countingReader, fakeSource } from '../__testUtils__/fakeSource';
import {
  BASE,
  startCustomer360,
  viewPath,
} from '../__testUtils__/startCustomer360';

jest.setTimeout(20_000);

const sam = mockCredentials.user.header('user:default/sam');
const erin = mockCredentials.user.header('user:default/erin');
const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
const ACME = `${BASE}/customers/default/acme`;

type Method = 'get' | 'post' | 'put' | 'delete';

const GRANTS = `${BASE}/grants`;
const NO_GRANT = `${GRANTS}/00000000-0000-4000-8000-000000000000`;
const wish = {
  scope: { kind: 'customer', ref: 'customer:default/acme' },
  tier: 'full',
  reason: 'A ticket about the notice period',
};
/** Within the hour that an emergency may last. */
const soon = () => new Date(Date.now() + 1_800_000).toISOString();

type Kind = [string, Method, string, object | null, number?];

const KINDS: readonly Kind[] = [
  ['view', 'get', viewPath('acme'), null],
  ['stream', 'get', `${ACME}/stream`, null],
  ['since_look', 'get', `${ACME}/since-last-look`, null],
  ['brief', 'post', `${ACME}/brief`, {}],
  ['facet', 'get', `${ACME}/facets/tickets`, null],
  ['access', 'get', `${ACME}/access`, null],
  ['refresh', 'post', `${ACME}/refresh`, {}],
  ['lookup', 'post', `${BASE}/lookup`, { kind: 'account', value: 'org_acme' }],
  ['by_id', 'get', `${BASE}/by/desk/org_acme`, null],
  ['link_list', 'get', `${ACME}/links`, null],
  ['link', 'put', `${ACME}/links/desk/org_other`, {}],
  ['orphan_list', 'get', `${BASE}/sources/orphans?source=desk`, null],
  ['observations_erase', 'delete', `${ACME}/observations`, null, 204],
  ['grant_list', 'get', GRANTS, null],
  ['grant', 'post', GRANTS, { ...wish, expiresAt: soon() }, 201],
  ['grant', 'post', NO_GRANT, { decision: 'refuse' }, 404],
  [
    'break_glass',
    'post',
    GRANTS,
    { ...wish, breakGlass: true, expiresAt: soon() },
    201,
  ],
];

async function start(perMinute: number) {
  const knex = await databases.init('SQLITE_3');
  const { agent, auditor } = await startCustomer360({
    knex,
    customers: [customerEntity('acme'), customerEntity('hidden')],
    sources: [
      fakeSource('desk', {
        tickets: countingReader('tickets', () => ticketsData('desk')),
      }),
    ],
    policy: (permission, user) =>
      user === 'user:default/erin' && permission === 'catalog.entity.read'
        ? DENY
        : everything(permission),
    customer360: { limits: { reads: { perMinute } } },
  });
  const ask = (
    method: Method,
    path: string,
    body: object | null = null,
    as = sam,
  ) =>
    agent[method](path)
      .set('authorization', as)
      .send(body ?? undefined);
  const toldOfLimit = () =>
    auditor.createEvent.mock.calls
      .map(([event]) => event)
      .filter(({ eventId }) => eventId === 'read-limit');
  return { ask, knex, toldOfLimit };
}

describe('what one person may read in a minute', () => {
  it.each(KINDS)('counts %s (%s %s)', async (...given) => {
    const [kind, method, path, body, usual = 200] = given;
    const { ask, knex, toldOfLimit } = await start(3);
    for (let at = 0; at < 3; at++) {
      expect((await ask(method, path, body)).status).toBe(usual);
    }
    const before = (await knex('c360_ledger')).length;

    const refused = await ask(method, path, body);

    expect(refused.status).toBe(429);
    // A third of a minute for one of three.
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(10);
    expect(Number(refused.headers['retry-after'])).toBeLessThanOrEqual(20);
    expect(refused.headers['cache-control']).toBe('no-store');
    expect(refused.body).toEqual({
      error: {
        name: 'TooManyReadsError',
        message: expect.stringMatching(/go on in a moment/),
      },
      request: {
        method: method.toUpperCase(),
        url: path.replace('/api/customer-360', ''),
      },
      response: { statusCode: 429 },
    });
    const rows = (await knex('c360_ledger').orderBy('seq')).slice(before);
    expect(rows).toMatchObject([
      {
        request_kind: kind,
        outcome: 'denied',
        customer_ref: null,
        detail: '{"limit":"reads","refused":"1"}',
      },
    ]);
    for (let at = 0; at < 5; at++) {
      expect((await ask(method, path, body)).status).toBe(429);
    }
    expect(await knex('c360_ledger')).toHaveLength(before + 1);
    expect(toldOfLimit()).toEqual([
      {
        eventId: 'read-limit',
        severityLevel: 'medium',
        request: expect.objectContaining({ originalUrl: path }),
        meta: {
          actorRef: 'user:default/sam',
          kind,
          limit: 'reads',
          refused: '1',
          requestId: rows[0].request_id,
        },
      },
    ]);
  });

  it('counts all ways together, and each person by themselves', async () => {
    // One of three comes back after 20 seconds, of many much sooner.
    const { ask } = await start(3);
    for (const [, method, path, body, usual = 200] of KINDS.slice(0, 3)) {
      expect((await ask(method, path, body)).status).toBe(usual);
    }
    for (const [, method, path, body] of KINDS.slice(3)) {
      expect((await ask(method, path, body)).status).toBe(429);
    }
    expect((await ask('get', viewPath('acme'))).status).toBe(429);
    const other = mockCredentials.user.header('user:default/mara');
    expect((await ask('get', viewPath('acme'), null, other)).status).toBe(200);
  });

  it('tells hidden and absent customers apart by nothing', async () => {
    const answers = async (name: string) => {
      const { ask } = await start(3);
      const given = [];
      for (let at = 0; at < 5; at++) {
        const { status, text, headers } = await ask(
          'get',
          viewPath(name),
          null,
          erin,
        );
        given.push([
          status,
          text.replaceAll(name, 'NAME'),
          headers['retry-after'],
        ]);
      }
      return given;
    };
    const hidden = await answers('hidden');
    expect(hidden.map(([status]) => status)).toEqual([404, 404, 404, 429, 429]);
    expect(await answers('absent')).toEqual(hidden);
  });

  it('never keeps anybody from ending a grant', async () => {
    const { ask } = await start(1);
    const { body } = await ask('post', GRANTS, { ...wish, expiresAt: soon() });
    expect((await ask('get', GRANTS)).status).toBe(429);
    expect((await ask('delete', `${GRANTS}/${body.id}`)).status).toBe(204);
  });

  it('leaves what is about no customer, and the portal’s services, alone', async () => {
    const { ask } = await start(1);
    await ask('get', viewPath('acme'));
    expect((await ask('get', viewPath('acme'))).status).toBe(429);
    for (const path of [`${BASE}/ledger`, `${BASE}/health`]) {
      expect((await ask('get', path)).status).toBe(200);
    }
    for (let at = 0; at < 3; at++) {
      const { status } = await ask(
        'post',
        `${ACME}/invalidate`,
        {},
        mockCredentials.service.header(),
      );
      expect(status).toBe(204);
    }
  });

  it.each([0, -1, 1.5, 'many'])('cannot be %p', async perMinute => {
    await expect(start(perMinute as number)).rejects.toThrow(
      'limits.reads.perMinute',
    );
  });
});

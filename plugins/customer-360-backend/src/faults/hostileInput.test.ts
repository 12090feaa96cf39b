import { mockCredentials } from '@backstage/backend-test-utils';
import type { CustomerEntity } from '@customer-360/backstage-plugin-customer-360-common';
import { customerEntity } from '../__testUtils__/customers';
import { invoicesData, ticketsData } from '../__testUtils__/facetData';
import { ALLOW } from '../__testUtils__/fakePolicy';
import { countingReader, fakeSource } from '../__testUtils__/fakeSource';
import { rawGet, rawRequest } from '../__testUtils__/rawRequest';
import { RecordingLogger } from '../__testUtils__/RecordingLogger';
import { startBehindRootRouter } from '../__testUtils__/startBehindRootRouter';
import { BASE, viewPath } from '../__testUtils__/startCustomer360';

jest.setTimeout(60_000);

const sam = mockCredentials.user.header('user:default/sam');
const erin = mockCredentials.user.header('user:default/erin');
const CUSTOMER = `${BASE}/customers/default/acme`;
const COMPOSED = 'caf\u00e9';
const DECOMPOSED = 'cafe\u0301';
/** Names that JavaScript has a meaning for, where an object is used as a map. */
const INHERITED = ['__proto__', 'constructor', 'toString', 'hasOwnProperty'];

describe('whatever somebody sends', () => {
  const logger = new RecordingLogger();
  const tickets = countingReader('tickets', () => ticketsData('desk'));
  let port: number;
  let stop: () => Promise<void>;

  beforeAll(async () => {
    const linked = (name: string, id: string): CustomerEntity =>
      customerEntity(name, { annotations: { 'customer-360/desk': id } });
    const portal = await startBehindRootRouter(
      {
        validateResponses: false,
        customers: [
          linked('acme', 'plain'),
          linked('composed', COMPOSED),
          linked('star', '*'),
          linked('braces', '{}'),
          linked('proto', '__proto__'),
          linked('slash', '../plain'),
        ],
        sources: [
          fakeSource('desk', { tickets }),
          fakeSource('billing', {
            invoices: {
              read: async () => ({ data: invoicesData('billing') }),
              page: async () => ({
                data: invoicesData('billing'),
                nextCursor: 'more',
              }),
            },
          }),
        ],
        policy: () => ALLOW,
        customer360: { access: { allowAllPolicy: true } },
      },
      logger,
    );
    ({ port, stop } = portal);
  });

  afterAll(async () => {
    await stop();
  });

  async function ask(
    path: string,
    { body, as = sam }: { body?: string; as?: string } = {},
  ) {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      body,
      headers: { authorization: as, 'content-type': 'application/json' },
    });
    const text = await answer.text();
    return { status: answer.status, text, headers: answer.headers };
  }

  const statusOf = async (...args: Parameters<typeof ask>) =>
    (await ask(...args)).status;

  describe('fault 24: names that JavaScript has a meaning for', () => {
    it.each(INHERITED)('%s is no source, facet or role', async name => {
      expect(await statusOf(`${CUSTOMER}/facets/${name}`)).toBeGreaterThan(399);
      expect(await statusOf(`${BASE}/by/${name}/plain`)).toBeGreaterThan(399);
      expect(await statusOf(`${BASE}/by/desk/${name}x`)).toBe(404);
      expect(await statusOf(`${CUSTOMER}/view?as=${name}&scope=${name}`)).toBe(
        400,
      );
      for (const body of [
        `{"facets":["${name}"]}`,
        `{"${name}":{"polluted":1}}`,
      ]) {
        expect(await statusOf(`${CUSTOMER}/refresh`, { body })).toBe(400);
      }
      expect(
        await statusOf(`${BASE}/lookup`, {
          body: `{"kind":"${name}","value":"x"}`,
        }),
      ).toBe(400);
      expect(
        await statusOf(`${BASE}/grants`, {
          body: `{"scope":{"kind":"${name}","segment":"x"},"tier":"${name}","reason":"because I must","expiresAt":"2026-10-01T00:00:00Z"}`,
        }),
      ).toBe(400);
    });

    it.each(INHERITED)('%s is a value like any other', async name => {
      const found = await ask(`${BASE}/lookup`, {
        body: `{"kind":"account","value":"${name}"}`,
      });
      expect(found.status).toBe(200);
      expect(JSON.parse(found.text).customers).toHaveLength(
        name === '__proto__' ? 1 : 0,
      );
      expect(await statusOf(`${BASE}/customers/default/${name}/view`)).toBe(
        name === '__proto__' ? 400 : 404,
      );
    });

    it('keeps them out of a query', async () => {
      const list = `${CUSTOMER}/facets/invoices`;
      for (const query of [
        'constructor[prototype][polluted]=1',
        'limit[__proto__]=1',
        'toString=1',
      ]) {
        expect(await statusOf(`${list}?${query}`)).toBe(400);
      }
      // Dropped where queries are read, before anybody sees it.
      const { text } = await ask(`${list}?__proto__[polluted]=1`);
      expect(text).not.toContain('polluted');
    });
  });

  describe('fault 26: line breaks and other people’s headers', () => {
    it.each(['%0d%0aSet-Cookie:%20a=b', '%0a', '%00', '%0D', '%E2%80%A8'])(
      'takes %s for no name',
      async name => {
        for (const path of [
          `${BASE}/customers/default/x${name}/view`,
          `${BASE}/customers/x${name}/acme/view`,
          `${CUSTOMER}/facets/x${name}`,
          `${CUSTOMER}/facets/invoices?cursor=a.b${name}`,
        ]) {
          const { status, headers } = await ask(path);
          expect(status).toBe(400);
          expect(headers.get('set-cookie')).toBeNull();
        }
        expect(await statusOf(`${BASE}/by/desk/x${name}`)).toBeGreaterThan(399);
      },
    );

    it.each([
      ['in the path', rawGet('/api/x\0y', [])],
      ['in a header', rawGet(viewPath('acme'), ['X-Customer-360-Look: a\0b'])],
      ['a bare CR', rawGet(viewPath('acme'), ['Cookie: a\rSet-Cookie: b'])],
      ['two lengths', rawGet('/', ['Content-Length: 0', 'Content-Length: 9'])],
    ])('refuses NUL and its like: %s', async (_where, text) => {
      expect(await rawRequest(port, text)).toMatch(/^HTTP\/1\.1 400 /);
    });

    it('gives nothing back of what a header says', async () => {
      const plain = await rawRequest(
        port,
        rawGet(viewPath('acme'), [`Authorization: ${sam}`]),
      );
      const said = await rawRequest(
        port,
        rawGet(viewPath('acme'), [
          `Authorization: ${sam}`,
          'X-Forwarded-Host: evil.example',
          'X-Forwarded-Proto: gopher',
          'X-Forwarded-For: 203.0.113.66',
          'X-Forwarded-Prefix: /evil.example',
          'X-Original-URL: /evil.example',
          'X-Request-Id: evil.example',
          'X-Customer-360-Look: evil.example',
          'Forwarded: host=evil.example',
          'Referer: https://evil.example',
        ]),
      );
      expect(plain).toMatch(/^HTTP\/1\.1 200 /);
      expect(withoutDate(said)).toBe(withoutDate(plain));
      for (const path of ['/api/customer-360/openapi.json', viewPath('none')]) {
        const answer = await rawRequest(
          port,
          rawGet(path, [
            `Authorization: ${sam}`,
            'X-Forwarded-Host: evil.example',
            'X-Forwarded-Prefix: /evil.example',
          ]),
        );
        expect(answer).not.toContain('evil.example');
      }
    });
  });

  describe('fault 38: ids that are none, or are two', () => {
    it.each([
      ['10 KB', 'a'.repeat(10_000)],
      ['a way out', '%2f..%2f..%2fetc'],
      ['dots', '%2e%2e'],
      ['composed', encodeURIComponent(COMPOSED)],
      ['decomposed', encodeURIComponent(DECOMPOSED)],
      ['a star', '*'],
      ['a hash tag', '%7B%7D'],
      ['SQL', encodeURIComponent(`x' OR '1'='1`)],
      ['LIKE', '%25'],
      ['a comma', 'a,b'],
      ['overlong UTF-8', '%C0%AF'],
      ['half of UTF-8', '%E0%A4'],
    ])('%s is no name of a customer', async (_what, name) => {
      const { status, text } = await ask(
        `${BASE}/customers/default/${name}/view`,
      );
      expect([400, 404]).toContain(status);
      expect(text).not.toContain('Title of');
    });

    it.each([
      ['*', 'star'],
      ['{}', 'braces'],
      ['../plain', 'slash'],
      [COMPOSED, 'composed'],
      ['plain', 'acme'],
    ])('%s is the id of one customer at the desk', async (id, name) => {
      const { status, text } = await ask(
        `${BASE}/by/desk/${encodeURIComponent(id)}`,
      );
      expect(status).toBe(200);
      expect(JSON.parse(text)).toMatchObject({ name });
      const looked = await ask(`${BASE}/lookup`, {
        body: JSON.stringify({ kind: 'account', value: id }),
      });
      expect(JSON.parse(looked.text).customers).toMatchObject([{ name }]);
    });

    it.each([
      DECOMPOSED,
      'PLAIN',
      'plai_',
      'plai%',
      '%',
      '_____',
      'p*',
      `plain'--`,
      'a'.repeat(255),
    ])('%s is nobody’s', async id => {
      expect(await statusOf(`${BASE}/by/desk/${encodeURIComponent(id)}`)).toBe(
        404,
      );
      const { text } = await ask(`${BASE}/lookup`, {
        body: JSON.stringify({ kind: 'account', value: id.slice(0, 200) }),
      });
      expect(JSON.parse(text)).toEqual({ customers: [], unavailable: [] });
    });

    it('is bounded', async () => {
      expect(await statusOf(`${BASE}/by/desk/${'a'.repeat(10_000)}`)).toBe(400);
      expect(
        await statusOf(`${BASE}/lookup`, {
          body: JSON.stringify({ kind: 'account', value: 'a'.repeat(10_000) }),
        }),
      ).toBe(400);
    });
  });

  describe('fault 39: lists', () => {
    const lists = [
      `${CUSTOMER}/facets/invoices`,
      `${BASE}/ledger`,
      `${BASE}/grants`,
    ];
    const hostile = [
      'sort=title',
      'order=desc',
      'offset=1000000',
      'page=2',
      'filter=1=1',
      'where=true',
      'fields=*',
      'limit=1000000000',
      'limit=201',
      'limit=0',
      'limit=-1',
      'limit=1e3',
      'limit=1.5',
      'limit=NaN',
      'limit=',
      'limit=1&limit=200',
      'cursor=',
      'cursor=x',
      'cursor=YQ.YQ',
      'cursor=a.b&cursor=c.d',
      `cursor=${'a'.repeat(4_001)}.b`,
    ];

    it.each(lists)('%s takes nothing that it does not know', async list => {
      for (const query of hostile) {
        const answer = [query, await statusOf(`${list}?${query}`)];
        expect(answer).toEqual([query, 400]);
      }
    });

    it.each([
      'customer=customer:default/acme%27%20OR%201=1--',
      'customer=*',
      'person=user:default/%25%20',
      'person=__proto__',
      'from=now()',
      'to=9999',
      'customer=customer:default/a&customer=customer:default/b',
      'customer[$ne]=x',
    ])('the ledger is asked by no %s', async query => {
      expect(await statusOf(`${BASE}/ledger?${query}`)).toBe(400);
      expect(await statusOf(`${BASE}/ledger/export?${query}`)).toBe(400);
    });

    it('goes on for who was given the cursor, and in the list that gave it', async () => {
      const list = `${CUSTOMER}/facets/invoices`;
      const { nextCursor } = JSON.parse((await ask(list)).text);
      expect(await statusOf(`${list}?cursor=${nextCursor}`)).toBe(200);
      expect(await statusOf(`${list}?cursor=${nextCursor}`, { as: erin })).toBe(
        400,
      );
      for (const other of [
        `${BASE}/customers/default/star/facets/invoices`,
        `${CUSTOMER}/facets/tickets`,
        `${BASE}/ledger`,
        `${BASE}/grants`,
      ]) {
        expect(await statusOf(`${other}?cursor=${nextCursor}`)).toBe(400);
      }
      const [place, signature] = nextCursor.split('.');
      const elsewhere = Buffer.from(
        Buffer.from(place, 'base64url').toString().replace('acme', 'star'),
      ).toString('base64url');
      for (const forged of [
        `${elsewhere}.${signature}`,
        `${place}.${signature.slice(0, -1)}`,
        `${place}.${signature}x`,
        `${place}.`,
      ]) {
        expect(await statusOf(`${list}?cursor=${forged}`)).toBe(400);
      }
    });
  });

  it('leaves every object as it was, and no line in the log broken', () => {
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
    expect(logger.lines.length).toBeGreaterThan(100);
    for (const line of logger.lines) {
      // eslint-disable-next-line no-control-regex
      expect(line).not.toMatch(/[\0\r\n]/);
    }
  });
});

function withoutDate(answer: string): string {
  return answer.replace(/^Date: .*$/im, 'Date:');
}

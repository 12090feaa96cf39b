import { mockCredentials } from '@backstage/backend-test-utils';
import { customerEntity } from '../__testUtils__/customers';
import { invoicesData } from '../__testUtils__/facetData';
import { everything } from '../__testUtils__/fakePolicy';
import { fakeSource } from '../__testUtils__/fakeSource';
import { httpRequest } from '../__testUtils__/httpRequest';
import { RecordingLogger } from '../__testUtils__/RecordingLogger';
import { startBehindRootRouter } from '../__testUtils__/startBehindRootRouter';
import { BASE, viewPath } from '../__testUtils__/startCustomer360';

jest.setTimeout(60_000);

const authorization = mockCredentials.user.header('user:default/ada');
const CUSTOMER = `${BASE}/customers/default/acme`;
const SECRETS = {
  valkey: 'canary-password-of-valkey',
  ledger: 'canary-key-of-the-ledger-0123456789',
  vendor: 'canary-key-of-the-vendor',
};

function secretsIn(texts: readonly string[]): string[] {
  return Object.entries(SECRETS)
    .filter(([, secret]) => texts.some(text => text.includes(secret)))
    .map(([name]) => name);
}

/** What an SDK says that was refused, with all that it knows. */
function refusal(): Error {
  return Object.assign(
    new Error(`401 for authorization: Bearer ${SECRETS.vendor}`, {
      cause: new Error(`https://x:${SECRETS.vendor}@vendor.example`),
    }),
    { config: { headers: { authorization: SECRETS.vendor } } },
  );
}

describe('the secrets of the service', () => {
  const logger = new RecordingLogger();
  const texts: string[] = [];
  let port: number;
  let stop: () => Promise<void>;

  beforeAll(async () => {
    const portal = await startBehindRootRouter(
      {
        validateResponses: false,
        customers: [customerEntity('acme')],
        sources: [
          fakeSource('billing', {
            invoices: {
              read: async () => {
                throw refusal();
              },
              page: async () => {
                throw refusal();
              },
            },
            // Of no shape that is agreed, with the key in it.
            credits: {
              read: async () => ({ data: { key: SECRETS.vendor } as never }),
            },
            payments: {
              read: async () => {
                throw SECRETS.vendor;
              },
            },
          }),
          fakeSource(
            'desk',
            {
              invoices: { read: async () => ({ data: invoicesData('desk') }) },
            },
            {
              lookup: {
                email: async () => {
                  throw refusal();
                },
              },
              link: {
                candidates: async () => {
                  throw refusal();
                },
              } as never,
            },
          ),
        ],
        policy: everything,
        customer360: {
          // Nobody listens there: it is tried again and again.
          cache: {
            valkey: { url: `redis://c360:${SECRETS.valkey}@127.0.0.1:9` },
          },
          ledger: { keys: [{ id: 'one', secret: SECRETS.ledger }] },
        },
      },
      logger,
    );
    ({ port, stop } = portal);
  });

  afterAll(async () => {
    await stop();
  });

  async function ask(path: string, body?: string): Promise<string> {
    const { text, headers } = await httpRequest(port, path, {
      method: body === undefined ? 'GET' : 'POST',
      body,
      headers: { authorization, 'content-type': 'application/json' },
    });
    const all = `${JSON.stringify(headers)}${text}`;
    texts.push(all);
    return all;
  }

  it('are in no answer, however things fail', async () => {
    expect(await ask(viewPath('acme'))).toMatch(/"unavailable"/);
    for (const path of [
      viewPath('acme'),
      viewPath('none'),
      `${CUSTOMER}/stream`,
      `${CUSTOMER}/access`,
      `${CUSTOMER}/access/people`,
      `${CUSTOMER}/facets/invoices`,
      `${CUSTOMER}/facets/credits`,
      `${CUSTOMER}/facets/payments`,
      `${CUSTOMER}/facets/invoices?cursor=a.b`,
      ...['health', 'sources', 'ledger', 'ledger/verify', 'ledger/export'].map(
        name => `${BASE}/${name}`,
      ),
      `${BASE}/grants`,
      `${BASE}/by/billing/cus_acme`,
      '/api/customer-360/openapi.json',
      '/api/customer-360/nowhere',
    ]) {
      await ask(path);
    }
    await ask(`${CUSTOMER}/refresh`, '{}');
    await ask(`${CUSTOMER}/refresh`, '{');
    await ask(`${BASE}/lookup`, '{"kind":"email","value":"jo@acme.example"}');
    expect(texts.some(text => text.includes('"failing"'))).toBe(true);
    expect(secretsIn(texts)).toEqual([]);
  });

  it('are in no line of the log, which would show one', () => {
    expect(logger.lines.length).toBeGreaterThan(20);
    expect(logger.lines.join('\n')).toMatch(/billing|cache/);
    expect(secretsIn(logger.lines)).toEqual([]);
    expect(secretsIn(logger.depths)).toEqual([]);
    expect(secretsIn([...logger.lines, refusal().message])).toEqual(['vendor']);
  });
});

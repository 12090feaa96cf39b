import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { PortalApi } from '../portal/PortalApi.ts';
import { freePorts } from '../portal/startPortal.ts';
import {
  customerPath,
  findCustomer,
  portalUrl,
  type FoundCustomer,
} from '../portal/testPortal.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const CUSTOMERS = '/api/customer-360/v1/customers';
const LOOKUP = '/api/customer-360/v1/lookup';
const SQL = `x' OR 1=1; DROP TABLE customer_360_users; --`;
const HTML = '<img src=x onerror=alert(1)>';

describe('bad input', () => {
  let sam: PortalApi;
  let jonas: PortalApi;
  let customer: FoundCustomer;

  before(async () => {
    sam = await PortalApi.as(portalUrl, 'sam');
    jonas = await PortalApi.as(portalUrl, 'jonas');
    customer = await findCustomer('Brightwater Logistics');
  });

  async function assertRefused(path: string, parameter: string): Promise<void> {
    const { status, json } = await sam.get(path);
    assert.equal(status, 400, path);
    assert.match(messageOf(json), new RegExp(`\\b${parameter}\\b`), path);
  }

  it('gives one and the same 404 for a hidden and an absent customer', async () => {
    const hidden = await findCustomer('Tallis Energy');
    for (const call of ['view', 'access', 'facets/invoices']) {
      const secret = await jonas.get(`${customerPath(hidden)}/${call}`);
      const absent = await jonas.get(`${CUSTOMERS}/default/cus-none/${call}`);
      assert.equal(secret.status, 404, call);
      assert.equal(absent.status, 404, call);
      assert.equal(
        secret.text.replaceAll(hidden.name, '<name>'),
        absent.text.replaceAll('cus-none', '<name>'),
        call,
      );
    }
    const secret = await jonas.post(`${customerPath(hidden)}/refresh`, {});
    const absent = await jonas.post(
      `${CUSTOMERS}/default/cus-none/refresh`,
      {},
    );
    assert.equal(secret.status, 404);
    assert.equal(messageOf(secret.json), messageOf(absent.json));
  });

  it('does not tell a hidden customer by how its parameters are checked', async () => {
    const hidden = await findCustomer('Tallis Energy');
    for (const call of ['facets/nonsense', 'facets/invoices?cursor=a.b']) {
      const secret = await jonas.get(`${customerPath(hidden)}/${call}`);
      assert.equal(secret.status, 404, call);
      assert.match(messageOf(secret.json), /no such customer/i, call);
    }
  });

  it('names the part of the ref that is malformed', async () => {
    for (const namespace of ['-x', 'a%20b', 'a%2Fb', 'n'.repeat(64)]) {
      await assertRefused(`${CUSTOMERS}/${namespace}/cus-1/view`, 'namespace');
    }
    for (const name of [
      '-x',
      'a%20b',
      'a%2F..%2Fb',
      'n'.repeat(64),
      encodeURIComponent(SQL),
      encodeURIComponent(HTML),
      '%00',
    ]) {
      await assertRefused(`${CUSTOMERS}/default/${name}/view`, 'name');
    }
  });

  it('names the facet, cursor or limit that is malformed', async () => {
    const list = `${customerPath(customer)}/facets`;
    for (const facet of ['Invoices', 'in%20voices', 'f'.repeat(64)]) {
      await assertRefused(`${list}/${facet}`, 'facet');
    }
    for (const cursor of ['x', 'a.b', 'YQ.YQ', '', 'a'.repeat(4_001)]) {
      await assertRefused(`${list}/invoices?cursor=${cursor}`, 'cursor');
    }
    for (const limit of ['0', '-1', '201', 'x', '1.5', '', '1&limit=2']) {
      await assertRefused(`${list}/invoices?limit=${limit}`, 'limit');
    }
  });

  it('knows a facet that does not exist', async () => {
    const { status, json } = await sam.get(
      `${customerPath(customer)}/facets/horoscope`,
    );
    assert.equal(status, 404);
    assert.match(messageOf(json), /no such facet/i);
  });

  it('takes a cursor for the list alone that gave it', async () => {
    const huge = await findCustomer('Omnia Retail Holdings');
    const first = await sam.get(
      `${customerPath(huge)}/facets/invoices?limit=1`,
    );
    const { nextCursor } = first.json as { nextCursor: string };
    assert.ok(nextCursor);
    const again = await sam.get(
      `${customerPath(huge)}/facets/invoices?limit=1&cursor=${nextCursor}`,
    );
    assert.equal(again.status, 200);
    await assertRefused(
      `${customerPath(huge)}/facets/tickets?cursor=${nextCursor}`,
      'cursor',
    );
    await assertRefused(
      `${customerPath(customer)}/facets/invoices?cursor=${nextCursor}`,
      'cursor',
    );
    const [payload, signature] = nextCursor.split('.');
    const other = Buffer.from(
      Buffer.from(payload, 'base64url').toString().replace('stripe', 'zendesk'),
    ).toString('base64url');
    await assertRefused(
      `${customerPath(huge)}/facets/invoices?cursor=${other}.${signature}`,
      'cursor',
    );
  });

  it('names a query parameter that it does not know', async () => {
    await assertRefused(`${customerPath(customer)}/view?verbose=1`, 'verbose');
    await assertRefused(
      `${customerPath(customer)}/facets/invoices?offset=10`,
      'offset',
    );
  });

  it('names the facets that cannot be refreshed', async () => {
    for (const facets of [['horoscope'], 'invoices', [1]]) {
      const { status, json } = await sam.post(
        `${customerPath(customer)}/refresh`,
        { facets },
      );
      assert.equal(status, 400, JSON.stringify(facets));
      assert.match(messageOf(json), /\bfacets\b/);
    }
  });

  it('names what is wrong with a lookup', async () => {
    const cases: Array<[unknown, RegExp]> = [
      [{ kind: 'phone', value: '1' }, /\bkind\b/],
      [{ kind: 7, value: '1' }, /\bkind\b/],
      [{ value: 'x' }, /\bkind\b/],
      [{ kind: 'email' }, /\bvalue\b/],
      [{ kind: 'email', value: '' }, /\bvalue\b/],
      [{ kind: 'email', value: '   ' }, /\bvalue\b/],
      [{ kind: 'email', value: 'a'.repeat(201) }, /\bvalue\b/],
      [{ kind: 'email', value: { $ne: '' } }, /\bvalue\b/],
      [{ kind: 'email', value: 'x', all: true }, /additional properties/],
      [[], /\bbody\b/],
    ];
    for (const [body, names] of cases) {
      const { status, json } = await sam.post(LOOKUP, body);
      assert.equal(status, 400, JSON.stringify(body));
      assert.match(messageOf(json), names, JSON.stringify(body));
    }
  });

  it('takes SQL, HTML and search operators in a lookup for plain text', async () => {
    const values = [
      SQL,
      HTML,
      `" OR number:"A`,
      '*',
      '%',
      '\\',
      '\u0000',
      'a'.repeat(200),
    ];
    for (const kind of ['email', 'invoice', 'ticket', 'user', 'account']) {
      for (const value of values) {
        const { status, json } = await sam.post(LOOKUP, { kind, value });
        const asked = `${kind} ${JSON.stringify(value)}`;
        assert.equal(status, 200, asked);
        assert.deepEqual(json, { customers: [], unavailable: [] }, asked);
      }
    }
    // The table is still there.
    const { json } = await sam.get(`${customerPath(customer)}/facets/activity`);
    assert.equal((json as { view: { state: string } }).view.state, 'ok');
  });

  it('takes an id at a source for that id alone, whatever a database makes of it', async () => {
    for (const source of ['stripe', 'hubspot', 'zendesk', 'constructor']) {
      for (const id of [
        '%',
        '_',
        'cus_%',
        '*',
        '{}',
        "x'OR'1'='1",
        '\\',
        '../..',
        '__proto__',
        'caf\u00e9',
        'cafe\u0301',
        'a'.repeat(255),
      ]) {
        const { status } = await sam.get(
          `/api/customer-360/v1/by/${source}/${encodeURIComponent(id)}`,
        );
        assert.equal(status, 404, `${source} ${id}`);
      }
    }
    for (const id of ['a'.repeat(256), 'a'.repeat(10_000), 'a%20b', 'a,b']) {
      await assertRefused(`/api/customer-360/v1/by/stripe/${id}`, 'id');
    }
  });

  it('lets nobody in without a token of the portal', async () => {
    const calls: Array<[string, RequestInit]> = [
      [`${customerPath(customer)}/view`, {}],
      [`${customerPath(customer)}/facets/invoices`, {}],
      [`${customerPath(customer)}/refresh`, { method: 'POST' }],
      [LOOKUP, { method: 'POST', body: '{"kind":"email","value":"x"}' }],
      ['/api/customer-360/v1/by/stripe/cus_1', {}],
      ['/api/customer-360/v1/sources', {}],
    ];
    for (const [path, init] of calls) {
      for (const authorization of ['', 'Bearer x', 'Basic c2FtOg==']) {
        const { status } = await fetch(`${portalUrl}${path}`, {
          ...init,
          headers: {
            'content-type': 'application/json',
            ...(authorization && { authorization }),
          },
        });
        assert.equal(status, 401, `${path} with "${authorization}"`);
      }
    }
  });

  it('takes no token that was signed for somebody else or by nobody', async () => {
    const part = (value: unknown) =>
      Buffer.from(JSON.stringify(value)).toString('base64url');
    const forged = `${part({ typ: 'vnd.backstage.user', alg: 'none' })}.${part({
      sub: 'user:default/ada',
      exp: Math.floor(Date.now() / 1000) + 600,
    })}.`;
    const { status } = await fetch(
      `${portalUrl}${customerPath(customer)}/view`,
      { headers: { authorization: `Bearer ${forged}` } },
    );
    assert.equal(status, 401);
  });
});

describe('bad config', () => {
  it('names the key of a source that is missing', async () => {
    const output = await startWith(config =>
      replaced(config, /^ *apiKey: rk_test_sandbox\n/m, ''),
    );
    assert.match(output, /customer360\.sources\.stripe\.apiKey is missing/);
  });

  it('names the key that is malformed, without what stands there', async () => {
    const output = await startWith(config =>
      replaced(
        config,
        /accessToken: pat-sandbox/,
        'accessToken: { secret: hush-hush }',
      ),
    );
    assert.match(output, /customer360\.sources\.hubspot\.accessToken/);
    assert.doesNotMatch(output, /hush-hush/);
  });

  it('names a key that it does not know', async () => {
    const output = await startWith(config =>
      replaced(config, /subdomain: meridian-fleet/, '$&\n      subdomian: x'),
    );
    assert.match(
      output,
      /customer360\.sources\.zendesk\.subdomian is not a known key/,
    );
  });

  it('does not start without permissions', async () => {
    const output = await startWith(config =>
      replaced(
        config,
        /permission:\n {2}enabled: true/,
        'permission:\n  enabled: false',
      ),
    );
    assert.match(output, /permission\.enabled: true/);
  });
});

function messageOf(json: unknown): string {
  return (json as { error: { message: string } }).error.message;
}

function replaced(text: string, pattern: RegExp, by: string): string {
  assert.match(text, pattern);
  return text.replace(pattern, by);
}

/** Starts the backend with a broken config; gives all it said until it ended. */
async function startWith(breakIt: (config: string) => string): Promise<string> {
  const data = await mkdtemp(join(tmpdir(), 'customer-360-config-'));
  try {
    const config = join(data, 'app-config.yaml');
    await writeFile(
      config,
      breakIt(await readFile(join(ROOT, 'app-config.yaml'), 'utf8')),
    );
    const [portal, sandbox] = await freePorts();
    const child = spawn(
      process.execPath,
      [
        '--require',
        join(ROOT, 'node_modules/@backstage/cli/config/nodeTransform.cjs'),
        'src/index.ts',
        '--config',
        config,
      ],
      {
        cwd: join(ROOT, 'packages', 'backend'),
        stdio: ['ignore', 'pipe', 'pipe'],
        timeout: 60_000,
        env: {
          ...process.env,
          CUSTOMER_360_PORT: String(portal),
          CUSTOMER_360_SANDBOX_PORT: String(sandbox),
          CUSTOMER_360_DATA_DIR: data,
          NODE_ENV: 'development',
        },
      },
    );
    let output = '';
    const read = (chunk: Buffer) => {
      output += chunk.toString();
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    const [code, signal] = await new Promise<
      [number | null, NodeJS.Signals | null]
    >(resolve => {
      child.once('close', (...ended) => resolve(ended));
    });
    assert.equal(signal, null, `It did not end by itself:\n${output}`);
    assert.notEqual(code, 0, output);
    return output;
  } finally {
    await rm(data, { recursive: true, force: true });
  }
}

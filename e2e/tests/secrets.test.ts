import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { PortalApi } from '../portal/PortalApi.ts';
import {
  customerPath,
  findCustomer,
  portalLog,
  portalUrl,
  sandbox,
} from '../portal/testPortal.ts';
import { VENDORS } from '../portal/SandboxVendors.ts';

const CONFIG = fileURLToPath(new URL('../../app-config.yaml', import.meta.url));
const API = '/api/customer-360/v1';

/** Everything in the demo's config that is a secret, by its key. */
async function configuredSecrets(): Promise<Map<string, string>> {
  const { customer360 } = parse(await readFile(CONFIG, 'utf8'));
  const { stripe, hubspot, zendesk } = customer360.sources;
  const { filename } = customer360.sources['product-db'].connection;
  return new Map([
    ['stripe.apiKey', stripe.apiKey],
    ['hubspot.accessToken', hubspot.accessToken],
    ['zendesk.auth.clientSecret', zendesk.auth.clientSecret],
    // Where the data is differs by run; the file is named alike.
    ['product-db.connection.filename', filename.replace(/^.*\}/, '')],
    ['stripe.webhook.secrets', stripe.webhook.secrets[0]],
    ['hubspot.webhook.secrets', hubspot.webhook.secrets[0]],
    ['zendesk.webhook.secrets', zendesk.webhook.secrets[0]],
    ['ledger.keys.secret', customer360.ledger.keys[0].secret],
  ]);
}

describe('the secrets in config', () => {
  let secrets: Map<string, string>;
  const texts: Array<{ where: string; text: string }> = [];

  before(async () => {
    secrets = await configuredSecrets();
  });

  after(async () => {
    await sandbox.clearFaults();
    for (const vendor of VENDORS) {
      await sandbox.startVendor(vendor);
    }
  });

  function foundIn(text: string): string[] {
    return [...secrets]
      .filter(([, secret]) => text.includes(secret))
      .map(([key]) => key);
  }

  async function askAll(
    api: PortalApi,
    who: string,
    customers: readonly string[],
  ): Promise<void> {
    const gets = [
      ...['sources', 'health', 'ledger', 'ledger/verify', 'ledger/export'].map(
        path => `${API}/${path}`,
      ),
      ...['grants', 'access/roles', 'nowhere', 'by/stripe/cus_none'].map(
        path => `${API}/${path}`,
      ),
      '/api/customer-360/openapi.json',
      '/api/catalog/entities/by-query?filter=kind=customer&limit=5',
      '/api/permission/health',
      '/api/auth/demo/refresh',
      '/.backstage/health/v1/readiness',
      ...customers.flatMap(path => [
        `${path}/view`,
        `${path}/view?as=nobody`,
        `${path}/stream`,
        `${path}/access`,
        `${path}/access/people`,
        ...['account', 'invoices', 'tickets', 'activity', 'notes', 'none'].map(
          facet => `${path}/facets/${facet}`,
        ),
        `${path}/facets/invoices?cursor=a.b`,
      ]),
    ];
    for (const path of gets) {
      const { status, text } = await api.get(path);
      texts.push({ where: `GET ${path} of ${who} (${status})`, text });
    }
    for (const [path, body] of [
      [`${API}/lookup`, { kind: 'email', value: 'nobody@none.example' }],
      [`${API}/lookup`, { kind: 'nothing' }],
      [`${customers[0]}/refresh`, {}],
      [`${customers[0]}/refresh`, { facets: 'x' }],
      [`${API}/grants`, { scope: 'x' }],
      [`${customers[0]}/invalidate`, {}],
    ] as const) {
      const { status, text } = await api.post(path, body);
      texts.push({ where: `POST ${path} of ${who} (${status})`, text });
    }
  }

  it('are long enough to be known again', () => {
    assert.equal(secrets.size, 8);
    for (const [key, secret] of secrets) {
      assert.ok(secret.length >= 11, key);
    }
    assert.deepEqual(foundIn(`… ${secrets.get('stripe.apiKey')} …`), [
      'stripe.apiKey',
    ]);
  });

  it('are in no answer, while all is well, while keys are refused, while nobody answers', async () => {
    const customers = await Promise.all(
      ['Brightwater Logistics', 'Greybrook Rail'].map(async title =>
        customerPath(await findCustomer(title)),
      ),
    );
    const ada = await PortalApi.as(portalUrl, 'ada');
    const jonas = await PortalApi.as(portalUrl, 'jonas');
    await askAll(ada, 'ada', customers);
    await askAll(jonas, 'jonas', customers);

    for (const vendor of VENDORS) {
      await sandbox.addFault({ vendor, fault: 'status', status: 401 });
    }
    await ada.post(`${customers[0]}/refresh`, {});
    await askAll(ada, 'ada, keys refused', customers.slice(0, 1));
    await sandbox.clearFaults();

    for (const vendor of VENDORS) {
      await sandbox.stopVendor(vendor);
    }
    await ada.post(`${customers[1]}/refresh`, {});
    await askAll(ada, 'ada, nobody answers', customers.slice(1));

    assert.ok(texts.length > 100, `${texts.length} answers`);
    for (const { where, text } of texts) {
      assert.deepEqual(foundIn(text), [], where);
    }
    const failing = texts.filter(({ text }) => text.includes('"auth"'));
    assert.ok(failing.length > 0, 'some answer says that a key was refused');
  });

  it('are in nothing that a browser is sent', async () => {
    const page = await (await fetch(portalUrl)).text();
    assert.match(page, /backstage\.io\/config/);
    assert.deepEqual(foundIn(page), []);
    const scripts = [...page.matchAll(/src="([^"]+\.js)"/g)];
    assert.ok(scripts.length > 0);
    for (const [, path] of scripts) {
      const script = await fetch(new URL(path, portalUrl));
      assert.deepEqual(foundIn(await script.text()), [], path);
    }
  });

  it('are nowhere in the log', async () => {
    const log = await portalLog();
    assert.match(log, /customer-360/);
    assert.deepEqual(foundIn(log), []);
  });
});

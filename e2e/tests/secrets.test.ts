import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { configuredSecrets } from '../portal/configuredSecrets.ts';
import { PortalApi } from '../portal/PortalApi.ts';
import {
  customerPath,
  dataDir,
  findCustomer,
  portalLog,
  portalUrl,
  sandbox,
} from '../portal/testPortal.ts';
import { VENDORS } from '../portal/SandboxVendors.ts';

const API = '/api/customer-360/v1';

describe('the secrets in config', () => {
  let secrets: ReadonlyMap<string, string>;
  const texts: Array<{ where: string; text: string }> = [];

  before(async () => {
    secrets = await configuredSecrets({
      ...process.env,
      CUSTOMER_360_DATA_DIR: dataDir,
    });
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
    for (const key of [
      'ledger.keys.0.secret',
      'sources.hubspot.accessToken',
      'sources.hubspot.webhook.secrets.0',
      'sources.product-db.connection.filename',
      'sources.stripe.apiKey',
      'sources.stripe.webhook.secrets.0',
      'sources.zendesk.auth.clientSecret',
      'sources.zendesk.webhook.secrets.0',
    ]) {
      assert.ok(secrets.has(`customer360.${key}`), `${key} is one of them`);
    }
    for (const [key, secret] of secrets) {
      assert.ok(secret.length >= 11, `${key} is too short to look for`);
    }
    const [[key, secret]] = secrets;
    assert.deepEqual(foundIn(`… ${secret} …`), [key]);
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

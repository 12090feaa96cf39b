import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { parse } from 'yaml';
import { openBrowser } from '../portal/openBrowser.ts';
import { PortalVisitor } from '../portal/PortalVisitor.ts';
import { customerPage, findCustomer, portalUrl } from '../portal/testPortal.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const TABS = ['', '/profile', '/billing', '/usage', '/support', '/upcoming'];

describe('what a page of the portal may load and run', () => {
  let browser: Browser;

  before(async () => {
    browser = await openBrowser();
  });

  after(async () => {
    await browser.close();
  });

  it('is its own, and no script in a text', async () => {
    const { headers } = await fetch(`${portalUrl}/customers`);
    const policy = new Map(
      (headers.get('content-security-policy') ?? '')
        .split(';')
        .map(directive => directive.trim().split(' '))
        .map(([name, ...values]) => [name, values]),
    );
    for (const name of ['default-src', 'script-src', 'connect-src']) {
      assert.deepEqual(policy.get(name), ["'self'"], name);
    }
    assert.deepEqual(policy.get('script-src-attr'), ["'none'"]);
    assert.deepEqual(policy.get('object-src'), ["'none'"]);
    for (const name of ['base-uri', 'form-action', 'frame-ancestors']) {
      assert.deepEqual(policy.get(name), ["'self'"], name);
    }
  });

  it('is no other in production, where requests are made over TLS as well', async () => {
    const [demo, production] = await Promise.all(
      ['app-config.yaml', 'app-config.production.yaml'].map(async file => {
        const { backend } = parse(await readFile(`${ROOT}/${file}`, 'utf8'));
        return backend.csp;
      }),
    );
    assert.deepEqual(demo, {
      ...production,
      'upgrade-insecure-requests': false,
    });
  });

  it('is enough for every tab', async () => {
    const visitor = await PortalVisitor.arrive(browser, portalUrl);
    const refused: string[] = [];
    visitor.page.on('console', message => {
      if (/content security policy/i.test(message.text())) {
        refused.push(message.text());
      }
    });
    await visitor.signIn('Mara Kessler');
    const path = customerPage(await findCustomer('Brightwater Logistics'));
    for (const tab of TABS) {
      await visitor.goto(`${path}${tab}`);
      await visitor.page.getByRole('heading', { level: 2 }).first().waitFor();
    }
    assert.deepEqual(refused, []);
    // It would be told of one.
    await visitor.page.evaluate(() => {
      const script = document.createElement('script');
      script.text = 'window.ran = true';
      document.body.append(script);
    });
    assert.equal(refused.length, 1);
    await visitor.leave();
  });
});

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '../portal/openBrowser.ts';
import { PortalApi } from '../portal/PortalApi.ts';
import { PortalVisitor, type Theme } from '../portal/PortalVisitor.ts';
import { customerPage, findCustomer, portalUrl } from '../portal/testPortal.ts';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const TABS = ['', '/profile', '/billing', '/usage', '/support'];

interface Violation {
  id: string;
  nodes: Array<{ target: string[]; html: string }>;
}

describe('the page for everybody', () => {
  let browser: Browser;
  let path: string;

  before(async () => {
    browser = await openBrowser();
    path = customerPage(await findCustomer('Brightwater Logistics'));
  });

  after(async () => {
    await browser.close();
  });

  for (const theme of ['light', 'dark'] as const satisfies readonly Theme[]) {
    it(`has no barrier that axe knows, on any tab, in the ${theme} theme`, async () => {
      const visitor = await PortalVisitor.arrive(browser, portalUrl, theme);
      await visitor.signIn('Mara Kessler');
      for (const tab of TABS) {
        await visitor.goto(`${path}${tab}`);
        await visitor.page.getByRole('heading', { level: 2 }).nth(1).waitFor();
        assert.deepEqual(await violationsOn(visitor.page), [], tab);
      }
      await visitor.leave();
    });

    it(`has none where access is explained and decided about, in the ${theme} theme`, async () => {
      const visitor = await PortalVisitor.arrive(browser, portalUrl, theme);
      await visitor.signIn('Tessa Vermeer');
      const tessa = await PortalApi.as(portalUrl, 'tessa');
      const asked = await tessa.post('/api/customer-360/v1/grants', {
        scope: { kind: 'segment', segment: 'enterprise' },
        tier: 'full',
        reason: 'So that there is a row to look at',
        expiresAt: new Date(Date.now() + 3_600_000).toISOString(),
      });
      assert.equal(asked.status, 201);
      for (const page of [
        `${path}/access`,
        '/customers/grants',
        '/customers/roles',
      ]) {
        await visitor.goto(page);
        await visitor.page.getByRole('heading', { level: 2 }).nth(1).waitFor();
        await visitor.page.waitForLoadState('networkidle');
        assert.deepEqual(await violationsOn(visitor.page, 8), [], page);
      }
      await visitor.leave();
    });

    it(`has none where it is told who looked and how the page is used, in the ${theme} theme`, async () => {
      const visitor = await PortalVisitor.arrive(browser, portalUrl, theme);
      await visitor.signIn('Ada Nyberg');
      const { page } = visitor;
      const sam = await PortalApi.as(portalUrl, 'sam');
      const refused = await sam.get('/api/customer-360/v1/ledger');
      assert.equal(refused.status, 403);
      await visitor.goto('/customers/ledger');
      await page.getByRole('button', { name: 'Details' }).first().click();
      await page.getByText('Tried: searched the ledger').first().waitFor();
      await page.getByRole('button', { name: 'Check the record' }).click();
      await page.getByText(/all in order/).waitFor();
      assert.deepEqual(await violationsOn(page), [], 'ledger');
      await visitor.goto('/customers/ledger/usage');
      await page.getByRole('table').waitFor();
      assert.deepEqual(await violationsOn(page, 8), [], 'usage');
      await visitor.goto(`${path}/profile`);
      await page
        .getByRole('table', { name: /Accounts of this customer/ })
        .waitFor();
      assert.deepEqual(await violationsOn(page), [], 'accounts');
      await visitor.goto('/customers/sources');
      await page.getByRole('table', { name: /Linked to nothing/ }).waitFor();
      await page.getByRole('button', { name: 'Details' }).first().click();
      assert.deepEqual(await violationsOn(page), [], 'sources');
      await visitor.leave();
    });
  }

  it('can be walked with the keyboard: tabs, evidence, and back out of it', async () => {
    const visitor = await PortalVisitor.arrive(browser, portalUrl);
    await visitor.signIn('Mara Kessler');
    await visitor.goto(path);
    const { page } = visitor;
    const evidence = page
      .getByRole('group', { name: 'Pays', exact: true })
      .getByRole('button', { name: /Dropped|dropped/ });
    await evidence.waitFor();
    const reached: string[] = [];
    for (let at = 0; at < 60; at += 1) {
      await page.keyboard.press('Tab');
      reached.push(
        await page.evaluate(
          () => document.activeElement?.textContent?.trim() ?? '',
        ),
      );
      if (await evidence.evaluate(it => it === document.activeElement)) {
        break;
      }
    }
    assert.ok(
      await evidence.evaluate(it => it === document.activeElement),
      `the evidence is reached by Tab, but only these were: ${reached}`,
    );
    assert.ok(reached.some(text => text.startsWith('Billing')));
    await page.keyboard.press('Enter');
    const panel = page.getByRole('dialog');
    await panel.getByText(/5,500/).waitFor();
    await page.keyboard.press('Escape');
    await panel.waitFor({ state: 'hidden' });
    await visitor.leave();
  });
});

/** Of what is ours: the portal's own frame is the framework's. */
async function violationsOn(page: Page, least = 20): Promise<string[]> {
  // Not as a script tag: the portal's content security policy refuses those.
  await page.evaluate(await readFile(AXE, 'utf8'));
  const { violations, passes } = await page.evaluate(async () => {
    const { axe } = globalThis as typeof globalThis & {
      axe: {
        run(
          context: unknown,
          options: unknown,
        ): Promise<{ violations: Violation[]; passes: Violation[] }>;
      };
    };
    const result = await axe.run('main', {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'],
    });
    return { violations: result.violations, passes: result.passes };
  });
  // A page of nothing has no barriers either.
  assert.ok(
    passes.find(({ id }) => id === 'color-contrast')!.nodes.length > least,
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, html }) => `${id}: ${target} ${html.slice(0, 120)}`),
  );
}

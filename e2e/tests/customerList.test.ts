import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
import { openBrowser } from '../portal/openBrowser.ts';
import { PortalApi } from '../portal/PortalApi.ts';
import { PortalVisitor } from '../portal/PortalVisitor.ts';
import { portalUrl } from '../portal/testPortal.ts';

/** Mara looks after it. */
const HERS = 'Brightwater Logistics';
const VIEW = 'Enterprise first by name';

describe('the list of customers in the browser', () => {
  let browser: Browser;

  before(async () => {
    browser = await openBrowser();
    await untilListed();
  });

  after(() => browser.close());

  async function as(
    name: string,
    work: (visitor: PortalVisitor) => Promise<void>,
  ): Promise<void> {
    const visitor = await PortalVisitor.arrive(browser, portalUrl);
    try {
      await visitor.signIn(name);
      await work(visitor);
    } finally {
      await visitor.leave();
    }
  }

  it('is kept under a name, shared, and is everybody’s own list', async () => {
    await as('Ada Nyberg', async visitor => {
      const { page } = visitor;
      await visitor.goto('/customers?scope=all&segment=enterprise&sort=name');
      await page.getByRole('button', { name: 'Saved views' }).click();
      await page.getByRole('menuitem', { name: /Save this list/ }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel(/^Name/).fill(VIEW);
      await dialog.getByRole('checkbox').check();
      await dialog.getByRole('button', { name: 'Save' }).click();
      await page.getByRole('heading', { name: VIEW }).waitFor();
    });
    await as('Jonas Lind', async ({ page }) => {
      await page.getByRole('button', { name: 'Saved views' }).click();
      await page.getByRole('menuitem', { name: `${VIEW} (shared)` }).click();
      await page.getByRole('heading', { name: VIEW }).waitFor();
      assert.match(page.url(), /segment=enterprise/);
      await page.getByRole('link', { name: HERS }).first().waitFor();
      // What is shared is a name and a filter: whom it lists is up to rights.
      const listed = await page.getByRole('table').getByRole('row').count();
      assert.ok(listed > 1 && listed < 25, `${listed} rows`);
    });
    await as('Ada Nyberg', async ({ page }) => {
      await page.getByRole('button', { name: 'Saved views' }).click();
      await page.getByRole('menuitem', { name: /Manage/ }).click();
      await page.getByRole('button', { name: `Delete ${VIEW}` }).click();
      await page.getByText('There are none.').waitFor();
    });
  });

  it('is a file for those who may take it along, with all that it is narrowed to', async () => {
    await as('Ada Nyberg', async visitor => {
      const { page } = visitor;
      await visitor.goto('/customers?scope=all&q=Brightwater');
      await page.getByRole('link', { name: HERS }).first().waitFor();
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: 'Export' }).click(),
      ]);
      assert.match(download.suggestedFilename(), /^customers-.*\.csv$/);
      const text = await readFile(await download.path(), 'utf8');
      const [head, ...lines] = text.trimEnd().split('\r\n');
      assert.match(head, /^\uFEFFcustomer,name,/);
      assert.ok(lines.some(line => line.includes(`,${HERS},`)));
      assert.ok(lines.every(line => line.includes('Brightwater')));
      await page.getByText(/is saved\. Each customer in it/).waitFor();
    });
    await as('Mara Kessler', async ({ page }) => {
      await page.getByRole('link', { name: HERS }).first().waitFor();
      assert.equal(
        await page.getByRole('button', { name: 'Export' }).count(),
        0,
      );
    });
  });

  it('begins on the page of whoever looks after them', async () => {
    await as('Mara Kessler', async visitor => {
      const { page } = visitor;
      await visitor.goto('/catalog/default/user/mara');
      const card = page.getByRole('region', { name: 'Customers' });
      await card.getByRole('row').nth(5).waitFor();
      await card.getByRole('link', { name: /^All \d+/ }).click();
      await page
        .getByRole('button', { name: /^Owner:.*Mara Kessler/ })
        .waitFor();
      await page.getByRole('link', { name: HERS }).first().waitFor();
    });
  });

  it('has whom one opened lately', async () => {
    await as('Mara Kessler', async visitor => {
      const { page } = visitor;
      await page.getByRole('link', { name: HERS }).first().click();
      await page.getByRole('heading', { name: HERS, level: 1 }).waitFor();
      await page.getByText('€4,800').first().waitFor();
      await visitor.goto('/customers');
      await page
        .getByRole('navigation', { name: 'Opened lately' })
        .getByRole('link', { name: HERS })
        .click();
      await page.getByRole('heading', { name: HERS, level: 1 }).waitFor();
    });
  });
});

/** A portal that has just begun follows its catalog within half a minute. */
async function untilListed(): Promise<void> {
  const sam = await PortalApi.as(portalUrl, 'sam');
  for (let tries = 0; tries < 120; tries++) {
    const { json } = await sam.post('/api/customer-360/v1/customers/query', {
      filter: { text: HERS },
    });
    const { total } = json as { total: { count: number } };
    if (total.count > 0) {
      return;
    }
    await delay(1_000);
  }
  assert.fail(`${HERS} is not listed`);
}

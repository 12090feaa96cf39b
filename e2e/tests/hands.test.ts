import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { openBrowser } from '../portal/openBrowser.ts';
import { PortalVisitor } from '../portal/PortalVisitor.ts';
import {
  customerPage,
  findCustomer,
  portalUrl,
  type FoundCustomer,
} from '../portal/testPortal.ts';

/** Mara looks after it. */
const HERS = 'Brightwater Logistics';

describe('the page without a mouse, and on paper', () => {
  let browser: Browser;
  let mara: PortalVisitor;
  let customer: FoundCustomer;

  before(async () => {
    browser = await openBrowser();
    mara = await PortalVisitor.arrive(browser, portalUrl);
    await mara.signIn('Mara Kessler');
    customer = await findCustomer(HERS);
  });

  after(async () => {
    await mara.leave();
    await browser.close();
  });

  it('leads from the list through the tabs by keys alone', async () => {
    const { page } = mara;
    await page.getByRole('link', { name: HERS }).first().focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: HERS, level: 1 }).waitFor();
    await page.getByRole('group', { name: 'Pays', exact: true }).waitFor();

    await page.keyboard.press('e');
    const evidence = page.getByRole('dialog');
    await evidence.getByText('Rule').first().waitFor();
    await page.keyboard.press('Escape');
    await evidence.waitFor({ state: 'hidden' });
    // Where it was opened one goes on.
    const focused = await page.evaluate(
      () => document.activeElement?.getAttribute('aria-label') ?? '',
    );
    assert.match(focused, /evidence/i);

    for (const [keys, path] of [
      ['gb', '/billing'],
      ['gs', '/support'],
      ['gn', '/upcoming'],
    ] as const) {
      await page.keyboard.press(keys[0]);
      await page.keyboard.press(keys[1]);
      await page.waitForURL(`**${customerPage(customer)}${path}`);
    }
    await page.keyboard.press('/');
    await page.waitForURL('**/customers#find');
    const box = page.getByLabel(/^Find by e-mail/);
    await page.waitForFunction(
      id => document.activeElement?.id === id,
      await box.getAttribute('id'),
    );
    // Letters are letters where one writes.
    await page.keyboard.type('gb?/');
    assert.equal(await box.inputValue(), 'gb?/');
  });

  it('prints a brief of one sheet, with nothing of the portal on it', async () => {
    const { page } = mara;
    await mara.goto(customerPage(customer));
    await page.getByRole('button', { name: 'More', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Meeting brief' }).click();
    const sheet = page.getByRole('article', { name: /^Meeting brief/ });
    await sheet.getByText('€4,800').first().waitFor();
    const pdf = await page.pdf({ preferCSSPageSize: true });
    assert.equal(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length, 1);
    await page.emulateMedia({ media: 'print' });
    try {
      const seen = await page.evaluate(() =>
        [...document.querySelectorAll('body *')]
          .filter(
            each =>
              !each.closest('article') &&
              !each.querySelector('article') &&
              each.getClientRects().length > 0,
          )
          .map(each => each.tagName),
      );
      assert.deepEqual(seen, []);
      const box = await sheet.boundingBox();
      assert.ok(box && box.x < 1 && box.y < 1, JSON.stringify(box));
    } finally {
      await page.emulateMedia({ media: 'screen' });
    }
  });

  it('has whom to ring in the header, and leads to the list of keys without one', async () => {
    const { page } = mara;
    await mara.goto(customerPage(customer));
    const people = page.getByRole('group', { name: 'Who looks after them' });
    await people.getByRole('link', { name: /^Mail / }).waitFor();
    await page.getByRole('button', { name: 'More', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Keyboard shortcuts' }).click();
    const list = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    await list.getByRole('checkbox').click();
    await page.keyboard.press('Escape');
    await list.waitFor({ state: 'hidden' });
    await page.keyboard.press('?');
    await page.keyboard.press('g');
    await page.keyboard.press('b');
    await page.waitForTimeout(300);
    assert.ok(page.url().endsWith(customerPage(customer)), page.url());
    assert.equal(await page.getByRole('dialog').count(), 0);
  });
});

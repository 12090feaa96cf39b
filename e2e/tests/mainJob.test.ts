import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { openBrowser } from '../portal/openBrowser.ts';
import { PortalVisitor } from '../portal/PortalVisitor.ts';
import { portalUrl } from '../portal/testPortal.ts';

const ANSWERS = [
  'Pays',
  'Renews',
  'Uses',
  'Relationship',
  'Open threads',
  'Next',
];

/** `docs/images` to renew the one in the README. */
const SCREENSHOTS = process.env.CUSTOMER_360_SCREENSHOTS ?? 'e2e/out';

describe('the main job of a support agent', () => {
  let browser: Browser;
  let sam: PortalVisitor;

  before(async () => {
    browser = await openBrowser();
    sam = await PortalVisitor.arrive(browser, portalUrl);
  });

  after(async () => {
    await sam.leave();
    await browser.close();
  });

  it('signs in, searches for a customer, reads six answers and opens billing', async () => {
    const { page } = sam;
    await sam.signIn('Sam Okafor');
    await sam.searchAndOpen('brightwater', 'Brightwater Logistics');

    const texts = new Map<string, string>();
    for (const answer of ANSWERS) {
      const tile = page.getByRole('group', { name: answer, exact: true });
      await tile.waitFor();
      const box = await tile.boundingBox();
      assert.ok(
        box && box.y + box.height <= 800,
        `${answer} is readable without scrolling, but ends at ${
          box && box.y + box.height
        }`,
      );
      texts.set(answer, await tile.innerText());
    }
    assert.match(texts.get('Pays')!, /€4,800/);
    assert.match(texts.get('Pays')!, /5,500/);
    assert.match(texts.get('Uses')!, /212/);
    assert.match(texts.get('Relationship')!, /72/);
    assert.match(texts.get('Open threads')!, /5/);
    // Without the label a support agent sees when, and not for how much.
    assert.match(texts.get('Renews')!, /47/);
    assert.doesNotMatch(texts.get('Renews')!, /60,000/);
    // Nor that an upgrade is being talked about.
    assert.doesNotMatch(texts.get('Next')!, /Upgrade|deal/i);

    await page.screenshot({ path: `${SCREENSHOTS}/overview.png` });

    await page.getByRole('link', { name: /^Billing/ }).click();
    for (const [section, text] of [
      ['Invoices', /Overdue 34 d/],
      ['Retries', /insufficient funds/],
      ['Refunds', /€120\.00/],
    ] as const) {
      const card = page.getByRole('region', { name: section, exact: true });
      await card.getByText(text).first().waitFor();
    }
    await page.screenshot({ path: `${SCREENSHOTS}/billing.png` });
  });
});

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import type { Browser, Locator, Page } from 'playwright-core';
import { openBrowser } from '../portal/openBrowser.ts';
import { PortalApi } from '../portal/PortalApi.ts';
import { PortalVisitor } from '../portal/PortalVisitor.ts';
import {
  customerPath,
  findCustomer,
  portalUrl,
  type FoundCustomer,
} from '../portal/testPortal.ts';

/** OCSF: "API Activity". */
const API_ACTIVITY = 6003;
const FOUND_MS = 20_000;

describe('who looked at whom, for the administrator', () => {
  let browser: Browser;
  let visitor: PortalVisitor;
  let page: Page;
  let customer: FoundCustomer;

  before(async () => {
    // Nobody else's: what is on record of it is what is done here.
    customer = await findCustomer('Larkspur Media');
    for (const name of ['sam', 'erin']) {
      const person = await PortalApi.as(portalUrl, name);
      const { status } = await person.get(`${customerPath(customer)}/view`);
      assert.equal(status, 200);
    }
    browser = await openBrowser();
    visitor = await PortalVisitor.arrive(browser, portalUrl);
    page = visitor.page;
    await visitor.signIn('Ada Nyberg');
    await visitor.goto('/customers/ledger');
  });

  after(async () => {
    await visitor?.leave();
    await browser?.close();
  });

  /** Those of the list, of whom they are or who is behind them. */
  function rows(ref = ''): Locator {
    return page
      .getByRole('table', { name: /^Rows of the ledger/ })
      .getByRole('row')
      .filter({ has: page.locator('time') })
      .filter({ has: page.locator(ref ? `a[href$="/${ref}"]` : 'time') });
  }

  /** Rows of another search are there until those of this one are. */
  async function untilAllAre(ref: string): Promise<void> {
    const end = performance.now() + FOUND_MS;
    let found: readonly [number, number];
    do {
      found = [await rows().count(), await rows(ref).count()];
      if (found[0] > 0 && found[0] === found[1]) {
        return;
      }
      await new Promise(resolve => setTimeout(resolve, 100));
    } while (performance.now() < end);
    assert.fail(`${found[1]} of ${found[0]} rows are of ${ref}`);
  }

  async function search(label: RegExp, text: string): Promise<void> {
    const form = page.getByRole('search', { name: 'Search the ledger' });
    await form.getByLabel(label).fill(text);
    await form.getByRole('button', { name: 'Search', exact: true }).click();
  }

  it('is found by the customer, just after they looked', async () => {
    await search(/^Customer: who looked/, customer.name);
    await untilAllAre(`customer/${customer.name}`);
    for (const name of ['sam', 'erin']) {
      const looks = rows(`user/${name}`).filter({ hasText: 'Opened the page' });
      assert.equal(await looks.count(), 1, name);
    }
  });

  it('is found by the person, and nobody else is', async () => {
    await search(/^Person: what they opened/, 'erin');
    await untilAllAre('user/erin');
  });

  it('is shown to be whole', async () => {
    await page.getByRole('button', { name: 'Check the record' }).click();
    const result = page.getByText(/ rows in .*, all in order\.|not in order/);
    await result.waitFor();
    assert.match(
      await result.innerText(),
      /[\d,]+ rows in [\d,]+ chains?, all in order\. Checked at /,
    );
  });

  it('is exported for other systems, as far as it was searched for', async () => {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Export', exact: true }).click(),
    ]);
    assert.match(download.suggestedFilename(), /\.jsonl$/);
    const text = await readFile(await download.path(), 'utf8');
    const events = text
      .trimEnd()
      .split('\n')
      .map(line => JSON.parse(line));
    assert.equal(events[0].class_uid, API_ACTIVITY);
    assert.deepEqual(
      [...new Set(events.map(({ actor }) => actor.user.uid))],
      ['user:default/erin'],
    );
  });
});

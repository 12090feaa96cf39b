import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '../portal/openBrowser.ts';
import { PortalApi } from '../portal/PortalApi.ts';
import { PortalVisitor } from '../portal/PortalVisitor.ts';
import { SandboxControl } from '../portal/SandboxControl.ts';
import { startPair, type Pair } from '../portal/startPair.ts';
import { customerPage } from '../portal/testPortal.ts';
import { untilStocked } from '../portal/untilStocked.ts';
import { VendorEdits, type VendorIds } from '../portal/VendorEdits.ts';

const CUSTOMER = { namespace: 'default', name: 'cus-8f3a1c' };
/** Of each kind. How long they took is judged where somebody asked for many. */
const SAMPLES = Number(process.env.CUSTOMER_360_LIVE_SAMPLES ?? 4);
const JUDGED = process.env.CUSTOMER_360_LIVE_SAMPLES !== undefined;
/** Promised: nineteen of twenty changes are on the page by then. */
const PROMISED_MS = 2_000;
/** Up to so long apart, so that some come while the last is still being told. */
const APART_MS = 2_000;

const CHANGES = [
  ['ticket', 'Open threads'],
  ['subscription', 'Pays'],
  ['deal', 'Next'],
] as const;

describe('an open page, with two instances', () => {
  let pair: Pair;
  let browser: Browser;
  let mara: PortalVisitor;
  let edits: VendorEdits;
  const took: number[] = [];

  before(async () => {
    pair = await startPair();
    const control = new SandboxControl(pair.control);
    await untilStocked(pair.url, pair.control);
    edits = new VendorEdits(await control.endpoints(), await idsOf(pair.url));
    browser = await openBrowser();
    mara = await PortalVisitor.arrive(browser, pair.url);
    await mara.signIn('Mara Kessler');
    await mara.goto(customerPage(CUSTOMER));
    await mara.page.getByRole('group', { name: 'Open threads' }).waitFor();
    // The first that asks a fresh portal for signals is refused once.
    await delay(7_000);
    await mara.page.evaluate(() => {
      Object.assign(window, { neverLeft: true });
    });
  });

  after(async () => {
    await browser?.close();
    await pair?.stop();
  });

  for (const [kind, tile] of CHANGES) {
    it(`shows a changed ${kind} without being asked, and marks it`, async () => {
      const change = await edits[kind]();
      for (let sample = 0; sample < SAMPLES; sample++) {
        const before = await saidBy(mara.page, tile);
        const at = Date.now();
        await change();
        took.push(await untilMarked(mara.page, tile, at));
        assert.notEqual(await saidBy(mara.page, tile), before);
        await delay(Math.random() * APART_MS);
      }
    });
  }

  it('does so within two seconds, nineteen times of twenty', () => {
    const sorted = [...took].sort((a, b) => a - b);
    const at = (share: number) =>
      sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
    console.log(
      `from the vendor's change to the page, ms: median ${at(0.5)}, p95 ${at(
        0.95,
      )}, longest ${sorted.at(-1)}, of ${sorted.length}`,
    );
    assert.equal(took.length, SAMPLES * CHANGES.length);
    assert.ok(!JUDGED || at(0.95) <= PROMISED_MS, `p95 is ${at(0.95)} ms`);
  });

  it('is still the page that was opened', async () => {
    assert.equal(await mara.page.evaluate(() => 'neverLeft' in window), true);
  });
});

/** What the customer is called at the vendors, as the catalog says. */
async function idsOf(portal: string): Promise<VendorIds> {
  const ada = await PortalApi.as(portal, 'ada');
  const { json } = await ada.get(
    `/api/catalog/entities/by-name/customer/${CUSTOMER.namespace}/${CUSTOMER.name}`,
  );
  const { annotations } = (
    json as { metadata: { annotations: Record<string, string> } }
  ).metadata;
  const idAt = (source: string) =>
    annotations[`customer-360/${source}`].split(',')[0];
  return {
    stripe: idAt('stripe'),
    hubspot: idAt('hubspot'),
    zendesk: idAt('zendesk'),
  };
}

/** All that a tile says, but for marks and ages. */
async function saidBy(page: Page, tile: string): Promise<string> {
  return page.getByRole('group', { name: tile }).evaluate(group => {
    const copy = group.cloneNode(true) as Element;
    copy.querySelectorAll('time').forEach(time => time.remove());
    return copy.textContent ?? '';
  });
}

/** How long after `since` the tile is marked as changed, in milliseconds. */
async function untilMarked(
  page: Page,
  tile: string,
  since: number,
): Promise<number> {
  const seen = await page.waitForFunction(
    ([name, from]) => {
      for (const group of document.querySelectorAll('[role=group]')) {
        const times = [...group.querySelectorAll('time')];
        if (
          group.querySelector('h3')?.textContent === name &&
          times.some(
            time =>
              time.textContent?.includes('Changed') &&
              Date.parse(time.dateTime) > from,
          )
        ) {
          return Date.now() - from;
        }
      }
      return undefined;
    },
    [tile, since] as const,
    { polling: 20 },
  );
  return (await seen.jsonValue()) as number;
}

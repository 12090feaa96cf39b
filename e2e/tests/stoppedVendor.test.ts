import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { openBrowser } from '../portal/openBrowser.ts';
import { PortalApi } from '../portal/PortalApi.ts';
import { PortalVisitor } from '../portal/PortalVisitor.ts';
import {
  customerPage,
  customerPath,
  findCustomer,
  portalUrl,
  sandbox,
  type FoundCustomer,
} from '../portal/testPortal.ts';

interface View {
  answers: Record<string, { missing: Array<{ facet: string; state: string }> }>;
  sections: Record<
    string,
    {
      facets: Record<string, { state: string; sources: Array<{ id: string }> }>;
    }
  >;
}

/** Nobody has looked at these before, so nothing of them is in a cache. */
const STOPPED = 'Tallis Energy';
/** `customer360.deadline`, which the demo leaves as it is. */
const DEADLINE_MS = 4_000;
const HANGING = 'Maruyama Optics';

describe('a vendor that does not answer', () => {
  let browser: Browser;

  before(async () => {
    browser = await openBrowser();
  });

  after(async () => {
    await sandbox.clearFaults();
    await sandbox.startVendor('zendesk');
    await browser.close();
  });

  it('costs no more than the deadline, when it hangs', async () => {
    const customer = await findCustomer(HANGING);
    const sam = await PortalApi.as(portalUrl, 'sam');
    await sandbox.addFault({ vendor: 'zendesk', fault: 'hang' });
    const begin = performance.now();
    const view = await viewOf(sam, customer);
    const waited = performance.now() - begin;
    await sandbox.clearFaults();
    assert.ok(
      waited < 2 * DEADLINE_MS,
      `the page waited ${waited} ms for a vendor that never answers`,
    );
    const tickets = view.sections.support.facets.tickets;
    assert.equal(tickets.state, 'unavailable');
    assert.deepEqual(
      tickets.sources.map(({ id }) => id),
      ['zendesk'],
    );
    assert.equal(view.sections.billing.facets.subscriptions.state, 'ok');
    assert.ok(
      view.answers.threads.missing.some(({ facet }) => facet === 'tickets'),
    );
  });

  it('is named while the rest of the page stands, when it is stopped', async () => {
    const customer = await findCustomer(STOPPED);
    await sandbox.stopVendor('zendesk');
    const visitor = await PortalVisitor.arrive(browser, portalUrl);
    await visitor.signIn('Sam Okafor');
    await visitor.goto(customerPage(customer));
    const { page } = visitor;
    const pays = page.getByRole('group', { name: 'Pays', exact: true });
    await pays.waitFor();
    assert.match(await pays.innerText(), /€|month/);
    const threads = page.getByRole('group', {
      name: 'Open threads',
      exact: true,
    });
    await threads.waitFor();
    assert.match(await threads.innerText(), /Zendesk/);
    await page.screenshot({ path: 'e2e/out/stopped-vendor.png' });
    await visitor.leave();
    await sandbox.startVendor('zendesk');
  });
});

async function viewOf(api: PortalApi, customer: FoundCustomer): Promise<View> {
  const { status, json } = await api.get(`${customerPath(customer)}/view`);
  assert.equal(status, 200);
  return json as View;
}

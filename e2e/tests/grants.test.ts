import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '../portal/openBrowser.ts';
import { PortalApi } from '../portal/PortalApi.ts';
import { PortalVisitor } from '../portal/PortalVisitor.ts';
import {
  customerPage,
  customerPath,
  findCustomer,
  portalUrl,
  type FoundCustomer,
} from '../portal/testPortal.ts';

const REASON = 'A call about the renewal on Friday';
/** What is promised: everywhere, within so long. */
const EFFECTIVE_MS = 5_000;

/** The level of a facet on somebody's page as soon as it is the one given. */
async function untilLevel(
  person: PortalApi,
  customer: FoundCustomer,
  facet: string,
  level: string,
): Promise<void> {
  const end = performance.now() + EFFECTIVE_MS;
  let shown: string | undefined;
  do {
    const { json } = await person.get(`${customerPath(customer)}/view`);
    shown = (json as { access: { facets: Record<string, string> } }).access
      .facets[facet];
    if (shown === level) {
      return;
    }
    await new Promise(resolve => setTimeout(resolve, 100));
  } while (performance.now() < end);
  assert.fail(`${facet} is ${shown} after ${EFFECTIVE_MS} ms, not ${level}`);
}

describe('access that is asked for', () => {
  let browser: Browser;
  let brightwater: FoundCustomer;
  let sam: PortalApi;

  before(async () => {
    browser = await openBrowser();
    brightwater = await findCustomer('Brightwater Logistics');
    sam = await PortalApi.as(portalUrl, 'sam');
  });

  after(async () => {
    await browser.close();
  });

  async function as(
    name: string,
    path: string,
    act: (page: Page) => Promise<void>,
  ): Promise<void> {
    const visitor = await PortalVisitor.arrive(browser, portalUrl);
    try {
      await visitor.signIn(name);
      await visitor.goto(path);
      await act(visitor.page);
    } finally {
      await visitor.leave();
    }
  }

  it('is asked for where it is missing, given by who may, seen, and ended', async () => {
    await as(
      'Sam Okafor',
      `${customerPage(brightwater)}/contract`,
      async page => {
        await page.getByRole('button', { name: 'Ask for access' }).click();
        const dialog = page.getByRole('dialog');
        await dialog.getByLabel(/Reason/).fill(REASON);
        assert.ok(await dialog.getByLabel('contract terms').isChecked());
        await dialog.getByRole('button', { name: 'Ask', exact: true }).click();
        await page
          .getByText(/You are told when somebody has decided/)
          .waitFor();
      },
    );
    await untilLevel(sam, brightwater, 'contracts', 'summary');

    await as('Tessa Vermeer', '/notifications', async page => {
      await page
        .getByText(/sam asks for access/)
        .first()
        .click();
      await page.waitForURL(/customers\/grants/);
      const row = page.getByRole('row').filter({ hasText: REASON }).first();
      await row.getByRole('button', { name: 'Approve' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByText(REASON).waitFor();
      await dialog.getByRole('button', { name: 'Approve' }).click();
      await row.getByText('Live').waitFor();
    });
    await untilLevel(sam, brightwater, 'contracts', 'full');

    await as(
      'Sam Okafor',
      `${customerPage(brightwater)}/contract`,
      async page => {
        await page.getByText('€60,000.00').waitFor();
        await page.goto(`${portalUrl}${customerPage(brightwater)}/access`);
        await page.getByText(/an exception until/).waitFor();
        await page.goto(`${portalUrl}/notifications`);
        await page
          .getByText(/You were given the access/)
          .first()
          .waitFor();
      },
    );

    await as(
      'Ada Nyberg',
      `${customerPage(brightwater)}/access`,
      async page => {
        const row = page
          .getByRole('row')
          .filter({ hasText: 'an exception until' });
        await row.getByRole('button', { name: 'End it' }).click();
        await row.waitFor({ state: 'detached' });
      },
    );
    await untilLevel(sam, brightwater, 'contracts', 'summary');
  });

  it('is taken at once in an emergency, and the owner is told why', async () => {
    const ada = await PortalApi.as(portalUrl, 'ada');
    const why = 'They cannot sign in and the notes say who to call';
    await as(
      'Ada Nyberg',
      `${customerPage(brightwater)}/relationship`,
      async page => {
        await page
          .getByRole('region', { name: 'Notes', exact: true })
          .getByRole('button', { name: 'Ask for access' })
          .click();
        const dialog = page.getByRole('dialog');
        await dialog.getByLabel(/It is an emergency/).check();
        await dialog.getByLabel(/Reason/).fill(why);
        await dialog.getByRole('button', { name: 'Open now' }).click();
        await page.getByText(/takes effect within five seconds/).waitFor();
        await untilLevel(ada, brightwater, 'notes', 'full');
        // The open page shows it without being told to.
        await page
          .getByText(/Room to expand|New CFO compares|Came from a competitor/)
          .first()
          .waitFor();
      },
    );
    await as('Mara Kessler', '/notifications', async page => {
      await page
        .getByText(/ada opened your customer/i)
        .first()
        .waitFor();
      await page.getByText(why).first().waitFor();
    });
    const { json } = await ada.get('/api/customer-360/v1/grants?view=own');
    const [grant] = (json as { grants: Array<{ id: string }> }).grants;
    await ada.send('DELETE', `/api/customer-360/v1/grants/${grant.id}`);
    await untilLevel(ada, brightwater, 'notes', 'none');
  });

  it('can be looked at through the eyes of a role, which the page says', async () => {
    await as(
      'Ada Nyberg',
      `${customerPage(brightwater)}/access`,
      async page => {
        await page.getByLabel('Role', { exact: true }).click();
        await page.getByRole('option', { name: 'engineer' }).click();
        await page.getByRole('button', { name: 'Preview' }).click();
        await page.getByText(/Preview as engineer/).waitFor();
        const pays = page.getByRole('group', { name: 'Pays', exact: true });
        await pays.getByText('Restricted').waitFor();
        // It goes on from tab to tab.
        await page.getByRole('link', { name: /^Billing/ }).click();
        await page.getByText(/Preview as engineer/).waitFor();
        await page
          .getByText(/Restricted/)
          .first()
          .waitFor();
        await page.getByRole('button', { name: 'End the preview' }).click();
        await page.getByText('€4,300.00').first().waitFor();
      },
    );
  });
});

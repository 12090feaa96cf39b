import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { bodyOf } from '../portal/bodyOf.ts';
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

/** `docs/images` to renew those in the documentation. */
const SCREENSHOTS = process.env.CUSTOMER_360_SCREENSHOTS ?? 'e2e/out';

const TABS = [
  '',
  '/profile',
  '/billing',
  '/contract',
  '/usage',
  '/relationship',
  '/support',
  '/upcoming',
  '/access',
];

/** What the vendors hold of Brightwater, as their people wrote it. */
const WRITTEN = {
  negotiation: /15 % off for a two year term/,
  'an expansion talked about on a call': /forty more seats/,
  'the expansion deal': /Upgrade quote/,
  'a private note': /Room to expand|New CFO compares|Came from a competitor/,
  'the text of a meeting':
    /exports are the sore point|Walked dispatch|Agreed three goals/,
  'the text of a call': /holiday rota|who approves seats|Champion may move/,
  'the value of the contract': /60,000|6000000/,
} as const;

/** What is restricted, who may see it, and a way to ask, in one place. */
const NOTES_RESTRICTED =
  /Restricted: notes by our staff\. Shown to [^\n]+\s+Ask for access/;

type Written = keyof typeof WRITTEN;

/** All that a person gets of a customer. */
interface Shown {
  /** The words on every tab, and the bytes. */
  text: string;
  /** The words on the tab about the relationship alone. */
  relationship: string;
}

async function everythingShown(
  visitor: PortalVisitor,
  path: string,
  shot: string,
): Promise<Shown> {
  const { page } = visitor;
  const seen = new Map<string, string>();
  const answers: Array<Promise<string>> = [];
  page.on('response', response => {
    if (response.url().includes('/api/')) {
      answers.push(bodyOf(response));
    }
  });
  for (const tab of TABS) {
    await visitor.goto(`${path}${tab}`);
    await page.getByRole('navigation', { name: /^Sections/ }).waitFor();
    await page.waitForLoadState('networkidle');
    await page
      .locator('[aria-busy="true"]')
      .first()
      .waitFor({ state: 'detached' });
    // All of it has to be heard before the page is left.
    await Promise.all(answers);
    seen.set(tab, await page.locator('body').innerText());
    if (tab === '/relationship' || tab === '') {
      const name = tab === '' ? shot : `${shot}-relationship`;
      await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`) });
    }
  }
  return {
    text: [...seen.values(), ...(await Promise.all(answers))].join('\n'),
    relationship: seen.get('/relationship') ?? '',
  };
}

function foundIn(text: string): Written[] {
  return (Object.keys(WRITTEN) as Written[]).filter(what =>
    WRITTEN[what].test(text),
  );
}

describe('what each of the company’s people sees of one customer', () => {
  let browser: Browser;
  let brightwater: FoundCustomer;

  before(async () => {
    browser = await openBrowser();
    await mkdir(SCREENSHOTS, { recursive: true });
    brightwater = await findCustomer('Brightwater Logistics');
  });

  after(async () => {
    await browser.close();
  });

  async function shownTo(name: string, shot: string): Promise<Shown> {
    const visitor = await PortalVisitor.arrive(browser, portalUrl);
    try {
      await visitor.signIn(name);
      return await everythingShown(visitor, customerPage(brightwater), shot);
    } finally {
      await visitor.leave();
    }
  }

  it('is all of it to the customer success manager who owns the account', async () => {
    const { text } = await shownTo('Mara Kessler', 'seen-by-csm');
    assert.deepEqual(foundIn(text), Object.keys(WRITTEN));
  });

  it('has no negotiation and no talk of expansion for a support agent, not even in a call note', async () => {
    const { text, relationship } = await shownTo(
      'Sam Okafor',
      'seen-by-support-agent',
    );
    assert.deepEqual(foundIn(text), []);
    assert.match(relationship, NOTES_RESTRICTED);
    // What is there to help with is there.
    assert.match(text, /SSO|export/i);
  });

  it('has no private note for a finance analyst, not even in the text of a meeting', async () => {
    const { text, relationship } = await shownTo(
      'Fiona Adair',
      'seen-by-finance-analyst',
    );
    assert.deepEqual(foundIn(text), ['the value of the contract']);
    assert.match(text, /in_1|invoice/i);
    assert.match(relationship, NOTES_RESTRICTED);
  });

  it('is there for the account executive who sold it, and no other account is', async () => {
    const { text } = await shownTo('Jonas Lind', 'seen-by-account-executive');
    // Staff texts on a deal are notes as well, and he holds sales alone.
    assert.deepEqual(foundIn(text), [
      'the expansion deal',
      'the value of the contract',
    ]);

    const visitor = await PortalVisitor.arrive(browser, portalUrl);
    try {
      const other = await accountOfOthers('jonas');
      await visitor.signIn('Jonas Lind');
      await visitor.goto(customerPage(other));
      await visitor.page
        .getByText(/not found/i)
        .first()
        .waitFor();
      const shown = await visitor.page.locator('body').innerText();
      assert.ok(!shown.includes(other.title), other.title);
      await visitor.page.screenshot({
        path: join(SCREENSHOTS, 'hidden-from-account-executive.png'),
      });
    } finally {
      await visitor.leave();
    }
  });

  it('is a summary where the account is a colleague’s', async () => {
    // Rhea's, with something in every section.
    const other = await findCustomer('Omnia Retail Holdings');
    const mara = await PortalApi.as(portalUrl, 'mara');
    const { json } = await mara.get(`${customerPath(other)}/view`);
    const { access } = json as { access: { facets: Record<string, string> } };
    const levels = new Set(Object.values(access.facets));
    assert.ok(levels.has('summary'));
    assert.ok(!levels.has('full'), 'nothing of it in full');

    // What its people wrote to support, as a support agent reads it.
    const sam = await PortalApi.as(portalUrl, 'sam');
    const whole = await sam.get(`${customerPath(other)}/view`);
    const { support } = (whole.json as { sections: Record<string, unknown> })
      .sections;
    const written = dataIn(support).flatMap(textsIn);
    assert.ok(written.length > 20, `${written.length} texts to look for`);

    const visitor = await PortalVisitor.arrive(browser, portalUrl);
    try {
      await visitor.signIn('Mara Kessler');
      const { text } = await everythingShown(
        visitor,
        customerPage(other),
        'seen-by-colleague-overview',
      );
      assert.deepEqual(
        written.filter(it => text.includes(it)),
        [],
      );
      await visitor.goto(`${customerPage(other)}/support`);
      await visitor.page
        .getByText('You see the summary of this.')
        .first()
        .waitFor();
      await visitor.page.screenshot({
        path: join(SCREENSHOTS, 'seen-by-colleague.png'),
      });
    } finally {
      await visitor.leave();
    }
  });
});

/** What the facets of a page hold, for who sees them in full. */
function dataIn(value: unknown): unknown[] {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, of]) =>
        key === 'data' ? [of] : dataIn(of),
      )
    : [];
}

/** Words that people wrote: more than one, and no date or id. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') {
    return /^\S+( \S+)+$/.test(value) && value.length > 10 ? [value] : [];
  }
  return typeof value === 'object' && value !== null
    ? [...new Set(Object.values(value).flatMap(textsIn))]
    : [];
}

/** A customer that somebody else looks after, as a support agent finds it. */
async function accountOfOthers(
  persona: string,
): Promise<FoundCustomer & { title: string }> {
  const sam = await PortalApi.as(portalUrl, 'sam');
  const { json } = await sam.get(
    '/api/catalog/entities/by-query?filter=kind=customer&limit=200',
  );
  const { items } = json as {
    items: Array<{
      metadata: FoundCustomer & { title: string };
      spec: { lifecycle: string; team: Array<{ ref: string }> };
    }>;
  };
  const other = items.find(
    ({ spec }) =>
      spec.lifecycle === 'active' &&
      !spec.team.some(({ ref }) => ref === `user:default/${persona}`),
  );
  assert.ok(other, `every customer is ${persona}'s`);
  const { name, namespace = 'default', title } = other.metadata;
  return { name, namespace, title };
}

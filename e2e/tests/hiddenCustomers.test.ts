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
  type FoundCustomer,
} from '../portal/testPortal.ts';

interface Entity {
  metadata: FoundCustomer & { title: string };
  spec: { team: Array<{ role: string; ref: string }> };
}

describe('an account executive and the customers of others', () => {
  let browser: Browser;
  let jonas: PortalApi;
  let hidden: Entity;

  before(async () => {
    browser = await openBrowser();
    jonas = await PortalApi.as(portalUrl, 'jonas');
    const sam = await PortalApi.as(portalUrl, 'sam');
    const { json } = await sam.get(
      '/api/catalog/entities/by-query?filter=kind=customer&limit=200',
    );
    const others = (json as { items: Entity[] }).items.filter(
      ({ spec }) => !spec.team.some(({ ref }) => ref === 'user:default/jonas'),
    );
    assert.ok(others.length > 100, 'most customers are not his');
    hidden = others[0];
  });

  after(async () => {
    await browser.close();
  });

  it('sees his own', async () => {
    const own = await findCustomer('Brightwater Logistics');
    const { status } = await jonas.get(`${customerPath(own)}/view`);
    assert.equal(status, 200);
  });

  it('gets from the API what an absent customer gives, to the letter', async () => {
    const secret = await jonas.get(`${customerPath(hidden.metadata)}/view`);
    const absent = await jonas.get(
      `${customerPath({ namespace: 'default', name: 'cus-none' })}/view`,
    );
    assert.equal(secret.status, 404);
    assert.equal(absent.status, 404);
    assert.deepEqual(
      withoutPath(secret.json, hidden.metadata.name),
      withoutPath(absent.json, 'cus-none'),
    );
    assert.doesNotMatch(secret.text, new RegExp(hidden.metadata.title));
  });

  it('does not get it from the drill-downs either', async () => {
    for (const facet of ['account', 'invoices', 'tickets']) {
      const { status } = await jonas.get(
        `${customerPath(hidden.metadata)}/facets/${facet}`,
      );
      assert.equal(status, 404, facet);
    }
  });

  it('does not find it in the catalog', async () => {
    const byName = await jonas.get(
      `/api/catalog/entities/by-name/customer/default/${hidden.metadata.name}`,
    );
    assert.equal(byName.status, 404);
    const list = await jonas.get(
      '/api/catalog/entities/by-query?filter=kind=customer&limit=500',
    );
    const { items } = list.json as { items: Entity[] };
    assert.ok(items.length > 0);
    for (const { spec } of items) {
      assert.ok(spec.team.some(({ ref }) => ref === 'user:default/jonas'));
    }
  });

  it('does not find it in search', async () => {
    const { json } = await jonas.get(
      `/api/search/query?term=${encodeURIComponent(hidden.metadata.title)}`,
    );
    const names = (
      json as { results: Array<{ document: { title: string } }> }
    ).results.map(({ document }) => document.title);
    assert.ok(!names.includes(hidden.metadata.title), names.join(', '));
  });

  it('does not open its page', async () => {
    const visitor = await PortalVisitor.arrive(browser, portalUrl);
    await visitor.signIn('Jonas Lind');
    await visitor.goto(customerPage(hidden.metadata));
    await visitor.page
      .getByText(/not found|no customer/i)
      .first()
      .waitFor();
    const text = await visitor.page.locator('body').innerText();
    assert.doesNotMatch(text, new RegExp(hidden.metadata.title));
    await visitor.leave();
  });
});

/** An error names the path it answers to, which differs by what was asked. */
function withoutPath(json: unknown, name: string): unknown {
  return JSON.parse(JSON.stringify(json).replaceAll(name, '<name>'));
}

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { openBrowser } from '../portal/openBrowser.ts';
import { PortalApi } from '../portal/PortalApi.ts';
import { PortalVisitor } from '../portal/PortalVisitor.ts';
import { VENDORS } from '../portal/SandboxVendors.ts';
import {
  facetOf,
  recordsOf,
  type ShownLookup,
  type ShownView,
} from '../portal/ShownView.ts';
import { customerPath, portalUrl } from '../portal/testPortal.ts';

const LOOKUP = '/api/customer-360/v1/lookup';

/** Of this customer `jonas` is the account executive. */
const HIS = 'Brightwater Logistics';
/** This one is somebody else's. */
const NOT_HIS = 'Verity & Lowe Insurance';

interface Entity {
  metadata: {
    namespace: string;
    name: string;
    title: string;
    annotations: Record<string, string>;
  };
  spec: { segment: string; lifecycle: string; owner: string };
}

interface Found {
  type: string;
  document: { title: string; text: string };
}

describe('finding a customer', () => {
  let sam: PortalApi;
  let jonas: PortalApi;
  let his: Entity;
  let notHis: Entity;

  before(async () => {
    sam = await PortalApi.as(portalUrl, 'sam');
    jonas = await PortalApi.as(portalUrl, 'jonas');
    his = await entityOf(sam, HIS);
    notHis = await entityOf(sam, NOT_HIS);
  });

  describe('by search', () => {
    it('finds it first by name, domain and id at each source', async () => {
      for (const entity of [his, notHis]) {
        for (const term of termsOf(entity)) {
          const [first] = await searchCustomers(sam, term);
          assert.equal(first, entity.metadata.title, term);
        }
      }
    });

    it('shows an account executive his own alone, whatever the term', async () => {
      for (const term of termsOf(his)) {
        const [first] = await searchCustomers(jonas, term);
        assert.equal(first, HIS, term);
      }
      for (const term of termsOf(notHis)) {
        const titles = await searchCustomers(jonas, term);
        assert.ok(!titles.includes(NOT_HIS), term);
      }
    });

    it('knows no contact', async () => {
      const view = await viewOf(sam, his);
      const contacts = recordsOf(facetOf(view, 'contacts'), 'contacts');
      assert.ok(contacts.length > 1);
      for (const { name, email } of contacts) {
        assert.ok(name && email);
        const [mailbox] = email.split('@');
        for (const term of [name, mailbox]) {
          const titles = await searchCustomers(sam, term);
          assert.ok(!titles.includes(HIS), term);
        }
        // The domain after the @ is the company's own and finds it; what is
        // found holds the domain and not the address.
        for (const term of [name, mailbox, email]) {
          for (const { document } of await search(sam, term)) {
            const text = JSON.stringify(document).toLowerCase();
            assert.ok(!text.includes(email.toLowerCase()), term);
            assert.ok(!text.includes(name.toLowerCase()), term);
          }
        }
      }
    });
  });

  describe('by what a caller gives', () => {
    it('gives sam the customer, and says which source knew it', async () => {
      for (const entity of [his, notHis]) {
        for (const [kind, value, source] of await clues(sam, entity)) {
          const { status, json } = await sam.post(LOOKUP, { kind, value });
          assert.equal(status, 200);
          const { customers, unavailable } = json as ShownLookup;
          assert.deepEqual(unavailable, []);
          assert.deepEqual(
            customers,
            [
              {
                ref: `customer:default/${entity.metadata.name}`,
                namespace: 'default',
                name: entity.metadata.name,
                title: entity.metadata.title,
                source,
              },
            ],
            `${kind} ${value}`,
          );
        }
      }
    });

    it('gives jonas what is his', async () => {
      for (const [kind, value] of await clues(sam, his)) {
        const { json } = await jonas.post(LOOKUP, { kind, value });
        assert.deepEqual(
          (json as ShownLookup).customers.map(({ title }) => title),
          [HIS],
          `${kind} ${value}`,
        );
      }
    });

    it('gives jonas for what is not his what it gives for what is nobody’s', async () => {
      const nothing = await jonas.post(LOOKUP, {
        kind: 'email',
        value: 'nobody@nowhere.example',
      });
      assert.equal(nothing.status, 200);
      for (const [kind, value] of await clues(sam, notHis)) {
        const { status, text } = await jonas.post(LOOKUP, { kind, value });
        assert.equal(status, 200);
        assert.equal(text, nothing.text, `${kind} ${value}`);
      }
    });

    it('tells nobody of records that are hidden from them', async () => {
      // An engineer sees summaries, which name no contact, invoice or ticket;
      // whose account an id is, they do name.
      const erin = await PortalApi.as(portalUrl, 'erin');
      const all = await clues(sam, his);
      for (const [kind, value] of all) {
        const { json } = await erin.post(LOOKUP, { kind, value });
        const found = (json as ShownLookup).customers.length;
        assert.equal(found, kind === 'account' ? 1 : 0, `${kind} ${value}`);
      }
    });
  });

  describe('in the browser', () => {
    let browser: Browser;
    let visitor: PortalVisitor;

    before(async () => {
      browser = await openBrowser();
      visitor = await PortalVisitor.arrive(browser, portalUrl);
      await visitor.signIn('Sam Okafor');
    });

    after(async () => {
      await visitor.leave();
      await browser.close();
    });

    for (const vendor of VENDORS) {
      it(`opens the page from an id at ${vendor}`, async () => {
        const [id] = idsOf(notHis, vendor);
        await visitor.goto(`/customers/by/${vendor}/${id}`);
        await visitor.page
          .getByRole('heading', { name: NOT_HIS, level: 1 })
          .waitFor();
        assert.match(
          visitor.page.url(),
          new RegExp(`/catalog/default/customer/${notHis.metadata.name}`),
        );
      });
    }

    it('says that an unknown id is linked to nobody, and shows the way back', async () => {
      await visitor.goto('/customers/by/stripe/cus_unknown1');
      const sentence = visitor.page.getByText(
        /No customer .* linked to cus_unknown1/,
      );
      await sentence.waitFor();
      await visitor.page
        .getByRole('link', { name: 'All customers' })
        .first()
        .waitFor();
    });

    it('lists customers with who they are, who looks after them and their figures', async () => {
      const { page } = visitor;
      await visitor.goto('/customers');
      await page.getByRole('button', { name: 'All I may see' }).click();
      await page.getByRole('searchbox').fill(HIS);
      const row = page.getByRole('row').filter({ hasText: HIS }).first();
      await row.waitFor();
      for (const column of ['Customer', 'Owner', 'MRR', 'Renews', 'Health']) {
        await page
          .getByRole('columnheader', { name: column })
          .first()
          .waitFor();
      }
      const text = await row.innerText();
      assert.match(text, new RegExp(his.spec.segment, 'i'));
      assert.match(text, new RegExp(his.spec.lifecycle, 'i'));
      await row.getByRole('link', { name: 'Mara Kessler' }).waitFor();
      await row.getByRole('link', { name: HIS }).click();
      await page.getByRole('heading', { name: HIS, level: 1 }).waitFor();
    });

    it('offers the kind in the catalog', async () => {
      const { page } = visitor;
      await visitor.goto('/catalog');
      await page.getByRole('button', { name: 'component' }).click();
      await page.getByRole('option', { name: 'Customer', exact: true }).click();
      await page
        .getByRole('heading', { name: /^All Customers \(\d+\)/ })
        .first()
        .waitFor();
      await page
        .locator('a[href*="/catalog/default/customer/"]')
        .first()
        .waitFor();
    });
  });
});

async function entityOf(api: PortalApi, title: string): Promise<Entity> {
  const { json } = await api.get(
    `/api/catalog/entities/by-query?filter=${encodeURIComponent(
      `kind=customer,metadata.title=${title}`,
    )}`,
  );
  const { items } = json as { items: Entity[] };
  assert.equal(items.length, 1, title);
  return items[0];
}

async function viewOf(
  api: PortalApi,
  { metadata }: Entity,
): Promise<ShownView> {
  const { status, json } = await api.get(`${customerPath(metadata)}/view`);
  assert.equal(status, 200);
  return json as ShownView;
}

function idsOf({ metadata }: Entity, source: string): string[] {
  const ids = metadata.annotations[`customer-360/${source}`];
  assert.ok(ids, `${metadata.title} is linked at ${source}`);
  return ids.split(',');
}

/** What people type. */
function termsOf(entity: Entity): string[] {
  return [
    entity.metadata.title,
    entity.metadata.annotations['customer-360/domain'],
    ...VENDORS.flatMap(vendor => idsOf(entity, vendor)),
  ];
}

async function search(api: PortalApi, term: string): Promise<Found[]> {
  const { status, json } = await api.get(
    `/api/search/query?term=${encodeURIComponent(term)}`,
  );
  assert.equal(status, 200);
  return (json as { results: Found[] }).results;
}

async function searchCustomers(
  api: PortalApi,
  term: string,
): Promise<string[]> {
  const found = await search(api, term);
  return found
    .filter(({ type }) => type === 'customer')
    .map(({ document }) => document.title);
}

/** What a caller of this customer may give, and the source that knows it. */
async function clues(
  sam: PortalApi,
  entity: Entity,
): Promise<Array<[kind: string, value: string, source: string]>> {
  const view = await viewOf(sam, entity);
  const first = (facet: string, list = facet) => {
    const [record] = recordsOf(facetOf(view, facet), list);
    assert.ok(record, `${entity.metadata.title} has ${facet}`);
    return record;
  };
  const { email } = first('contacts');
  const { number } = first('invoices');
  assert.ok(email && number);
  return [
    ['email', email, 'HubSpot'],
    ['invoice', number, 'Stripe'],
    ['ticket', first('tickets').id, 'Zendesk'],
    ['user', first('activity', 'users').id, 'Product'],
    ['account', idsOf(entity, 'product-db')[0], 'Product'],
    ['account', idsOf(entity, 'stripe')[0], 'Stripe'],
  ];
}

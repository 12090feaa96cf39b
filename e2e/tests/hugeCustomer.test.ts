import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { PortalApi } from '../portal/PortalApi.ts';
import { SandboxVendors } from '../portal/SandboxVendors.ts';
import {
  facetOf,
  recordsOf,
  type ShownPage,
  type ShownView,
} from '../portal/ShownView.ts';
import {
  customerPath,
  findCustomer,
  portalUrl,
  sandbox,
} from '../portal/testPortal.ts';

/** As many records as one list of a page holds. */
const MAX_RECORDS = 500;
const TICKETS = 4_260;
const OPEN_TICKETS = 60;
const PAGES = 5;

describe('a customer with ten thousand invoices', () => {
  let sam: PortalApi;
  let path: string;
  let view: ShownView;

  before(async () => {
    sam = await PortalApi.as(portalUrl, 'sam');
    const customer = await findCustomer('Omnia Retail Holdings');
    path = customerPath(customer);
    const { status, json } = await sam.get(`${path}/view`);
    assert.equal(status, 200);
    view = json as ShownView;
  });

  it('has a page whose every list is bounded', () => {
    const lists = listsOf(view);
    assert.ok(lists.some(({ length }) => length === MAX_RECORDS));
    for (const { at, length } of lists) {
      assert.ok(length <= MAX_RECORDS, `${at} has ${length}`);
    }
  });

  it('says which lists are longer than what is shown', () => {
    for (const id of ['invoices', 'payments', 'tickets']) {
      const { state, sources } = facetOf(view, id);
      assert.equal(state, 'ok', id);
      assert.deepEqual(
        sources.map(({ truncated }) => truncated),
        [true],
        id,
      );
    }
    const [whole] = facetOf(view, 'subscriptions').sources;
    assert.equal(whole.truncated, undefined);
  });

  it('adds up what is open over all of it, not over what is shown', async () => {
    const vendors = await SandboxVendors.of(sandbox);
    const now = Date.now();
    const open = await vendors.openInvoices(stripeAccount());
    const overdue = open.filter(
      ({ due_date: due }) => due !== null && due * 1_000 < now,
    );
    const { pays, threads } = view.answers;
    assert.equal(pays.overdue?.count ?? 0, overdue.length);
    assert.ok(open.length > 0);
    assert.deepEqual(
      recordsOf(facetOf(view, 'invoices'), 'open')
        .map(({ id }) => id)
        .sort(),
      open.map(({ id }) => id).sort(),
    );
    assert.equal(threads.open, OPEN_TICKETS);
    assert.equal(threads.total, TICKETS);
    // Every rating is counted; when the older ones were given is not asked.
    assert.deepEqual(
      threads.missing.map(({ facet, state }) => [facet, state]),
      [['satisfaction', 'partial']],
    );
  });

  for (const facet of ['invoices', 'tickets'] as const) {
    for (const limit of [7, 200]) {
      it(`gives its ${facet} page by page, ${limit} at a time, none twice`, async () => {
        const seen = new Set<string>();
        let cursor = '';
        for (let page = 1; page <= PAGES; page += 1) {
          const { status, json } = await sam.get(
            `${path}/facets/${facet}?limit=${limit}${cursor}`,
          );
          assert.equal(status, 200);
          const { view: part, nextCursor } = json as ShownPage;
          const ids = recordsOf(part, facet).map(({ id }) => id);
          assert.ok(
            ids.length > 0 && ids.length <= limit,
            `page ${page} has ${ids.length}`,
          );
          for (const id of ids) {
            assert.ok(!seen.has(id), `${id} comes twice`);
            seen.add(id);
          }
          assert.ok(nextCursor, `page ${page} is not the last`);
          cursor = `&cursor=${nextCursor}`;
        }
        assert.ok(seen.size > PAGES, `${seen.size} in all`);
      });
    }
  }

  it('begins each list with what the page begins with', async () => {
    const { json } = await sam.get(`${path}/facets/invoices?limit=20`);
    assert.deepEqual(
      recordsOf((json as ShownPage).view, 'invoices'),
      recordsOf(facetOf(view, 'invoices'), 'invoices').slice(0, 20),
    );
  });

  function stripeAccount(): string {
    const record = recordsOf(facetOf(view, 'account'), 'records').find(
      ({ source }) => source === 'stripe',
    );
    assert.ok(record);
    return record.id;
  }
});

/** Every list anywhere in the answer, with where it stands. */
function listsOf(
  value: unknown,
  at = 'view',
): Array<{ at: string; length: number }> {
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  const below = Object.entries(value).flatMap(([key, inner]) =>
    listsOf(inner, `${at}.${key}`),
  );
  return Array.isArray(value)
    ? [{ at, length: value.length }, ...below]
    : below;
}

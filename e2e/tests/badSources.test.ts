import assert from 'node:assert/strict';
import { afterEach, before, describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { bodyOf } from '../portal/bodyOf.ts';
import { openBrowser } from '../portal/openBrowser.ts';
import { PortalApi } from '../portal/PortalApi.ts';
import { PortalVisitor } from '../portal/PortalVisitor.ts';
import type { VendorFault } from '../portal/SandboxControl.ts';
import {
  SandboxVendors,
  VENDORS,
  type VendorName,
} from '../portal/SandboxVendors.ts';
import { facetOf, recordsOf, type ShownView } from '../portal/ShownView.ts';
import { describeParts, isRead, sourceParts } from '../portal/sourceStates.ts';
import {
  customerPage,
  customerPath,
  portalLog,
  portalUrl,
  sandbox,
  type FoundCustomer,
} from '../portal/testPortal.ts';

/** `customer360.deadline` when config does not say otherwise, as in the demo. */
const DEADLINE_MS = 4_000;
/** A source may be left alone for as long before it is asked again. */
const RECOVERY_LIMIT_MS = 90_000;
const POLL_MS = 200;

/** Other tests look at these. */
const TAKEN = [
  'Brightwater Logistics',
  'Halden Schools Trust',
  'Omnia Retail Holdings',
  'Tallis Energy',
];

interface BadAnswer {
  readonly says: string;
  readonly fault: Omit<VendorFault, 'vendor'>;
  readonly reason: string;
}

const BAD_ANSWERS: readonly BadAnswer[] = [
  { says: 'hangs', fault: { fault: 'hang' }, reason: 'timeout' },
  {
    says: 'refuses our key',
    fault: { fault: 'status', status: 401 },
    reason: 'auth',
  },
  {
    says: 'limits us without a date',
    fault: { fault: 'status', status: 429 },
    reason: 'rate_limited',
  },
  {
    says: 'limits us until a date',
    fault: { fault: 'status', status: 429, retryAfter: 2 },
    reason: 'rate_limited',
  },
  {
    says: 'fails',
    fault: { fault: 'status', status: 500 },
    reason: 'upstream',
  },
  { says: 'sends no JSON', fault: { fault: 'malformed' }, reason: 'schema' },
  {
    says: 'ends in the middle',
    fault: { fault: 'truncate' },
    reason: 'network',
  },
  {
    says: 'sends a page of HTML as if all were well',
    fault: { fault: 'html' },
    reason: 'schema',
  },
  {
    says: 'answers about somebody else',
    fault: { fault: 'wrong_customer' },
    reason: 'identity_mismatch',
  },
  {
    says: 'breaks the connection',
    fault: { fault: 'reset' },
    reason: 'network',
  },
];

/** A facet in which the vendor's own records stand. */
const FACET_OF: Readonly<Record<VendorName, string>> = {
  stripe: 'invoices',
  hubspot: 'contacts',
  zendesk: 'tickets',
};

/** Facets of which something is known though nobody has looked. */
const READ_IN_BULK: Readonly<Record<VendorName, readonly string[]>> = {
  stripe: ['subscriptions', 'contracts'],
  hubspot: ['health', 'surveys', 'contracts'],
  zendesk: ['tickets'],
};

interface Entity {
  metadata: FoundCustomer & {
    title: string;
    annotations: Record<string, string>;
  };
}

interface Candidate {
  readonly customer: FoundCustomer;
  readonly accounts: Readonly<Record<VendorName, string>>;
}

describe('a source that answers badly', () => {
  let sam: PortalApi;
  let vendors: SandboxVendors;
  let candidates: Candidate[];
  /** What vendors said while they failed: it must stay with them. */
  const vendorWords = new Set<string>();
  const answers: string[] = [];

  before(async () => {
    await sandbox.clearFaults();
    sam = await PortalApi.as(portalUrl, 'sam');
    vendors = await SandboxVendors.of(sandbox);
    candidates = await linkedEverywhere(sam);
  });

  afterEach(async () => {
    await sandbox.clearFaults();
  });

  for (const { says, fault, reason } of BAD_ANSWERS) {
    for (const vendor of VENDORS) {
      it(`${vendor} ${says}: the facet says ${reason}, the rest stands, nothing wrong stays`, async () => {
        const { customer, accounts } = await nextFor(vendor);
        const right = await vendors.recordsOf(vendor, accounts[vendor]);

        await sandbox.addFault({ vendor, ...fault });
        const wrong = await listen(vendor, accounts[vendor], fault);
        const { status, json, text, ms } = await sam.get(
          `${customerPath(customer)}/view`,
        );
        await sandbox.clearFaults();
        answers.push(text);

        assert.equal(status, 200);
        assert.ok(
          ms < 2 * DEADLINE_MS,
          `the page waited ${ms} ms, with a deadline of ${DEADLINE_MS}`,
        );
        const parts = sourceParts(json as ShownView);
        const bad = parts.filter(({ source }) => source.id === vendor);
        assert.ok(bad.length > 3, describeParts(bad));
        for (const part of bad) {
          // What was read of all customers at once stands in for it, and says
          // that it is old.
          const standsIn =
            READ_IN_BULK[vendor].includes(part.facet) &&
            part.source.state === 'stale';
          assert.deepEqual(
            { ...part.source, title: undefined },
            {
              ...(standsIn && part.source),
              id: vendor,
              title: undefined,
              state: standsIn ? 'stale' : 'unavailable',
              reason,
            },
            describeParts([part]),
          );
        }
        const others = parts.filter(({ source }) => source.id !== vendor);
        assert.equal(describeParts(others.filter(it => !isRead(it))), '');
        assert.ok(others.length > 3);
        const standIn = recordsShown(json as ShownView, vendor);
        if (!READ_IN_BULK[vendor].includes(FACET_OF[vendor])) {
          assert.deepEqual(standIn, [], 'nothing was read of this customer');
        }
        const unknown = right.filter(id => !standIn.includes(id));
        assertAbsent(text, [...unknown, ...wrong], 'the page');
        assert.deepEqual(
          standIn.filter(id => !right.includes(id)),
          [],
          'what stands in is theirs',
        );

        const after = await untilRead(customer, vendor);
        assertAbsent(JSON.stringify(after), wrong, 'the page afterwards');
        assert.deepEqual(
          recordsShown(after, vendor).sort(),
          right.sort(),
          'afterwards the page shows what the vendor has',
        );
      });
    }
  }

  it('shows what was known before, and says that it is old, when a new read fails', async () => {
    const { customer } = await nextFor('stripe');
    const before = await untilRead(customer, 'stripe');
    await sandbox.addFault({ vendor: 'stripe', fault: 'status', status: 500 });
    const stale = await refreshedUntil(customer, view =>
      sourceParts(view).some(
        ({ source }) => source.id === 'stripe' && source.state === 'stale',
      ),
    );
    await sandbox.clearFaults();
    const invoices = sourceParts(stale).find(
      ({ facet, source }) => facet === 'invoices' && source.id === 'stripe',
    );
    assert.equal(invoices?.source.state, 'stale');
    assert.equal(invoices?.source.reason, 'upstream');
    assert.deepEqual(
      recordsShown(stale, 'stripe'),
      recordsShown(before, 'stripe'),
    );
    // What is known of this customer is fresh still: whether the source is
    // asked again shows in somebody else's page.
    await untilRead((await nextFor('stripe')).customer, 'stripe');
  });

  it('loses only what was about somebody else, when the rest was right', async () => {
    const { customer, accounts } = await nextFor('stripe');
    const fault = { fault: 'wrong_customer', path: '/v1/invoices' };
    await sandbox.addFault({ vendor: 'stripe', ...fault });
    const wrong = await listen('stripe', accounts.stripe, fault);
    const { json, text } = await sam.get(`${customerPath(customer)}/view`);
    await sandbox.clearFaults();
    const states = Object.fromEntries(
      sourceParts(json as ShownView)
        .filter(({ source }) => source.id === 'stripe')
        .map(({ facet, source }) => [facet, source.reason ?? 'read']),
    );
    assert.equal(states.invoices, 'identity_mismatch');
    assert.equal(states.credits, 'read');
    assert.equal(states.account, 'read');
    assertAbsent(text, wrong, 'the page');
    const after = await untilRead(customer, 'stripe');
    assertAbsent(JSON.stringify(after), wrong, 'the page afterwards');
  });

  it('is named in the browser, in our words', async () => {
    const { customer } = await nextFor('stripe');
    for (const vendor of VENDORS) {
      await sandbox.addFault({ vendor, fault: 'status', status: 401 });
    }
    const browser = await openBrowser();
    try {
      const visitor = await PortalVisitor.arrive(browser, portalUrl);
      const sent: Array<Promise<string>> = [];
      visitor.page.on('response', response => {
        if (response.url().includes('/api/customer-360/')) {
          sent.push(bodyOf(response));
        }
      });
      await visitor.signIn('Sam Okafor');
      await visitor.goto(customerPage(customer));
      const tile = (name: string) =>
        visitor.page.getByRole('group', { name, exact: true });
      await tile('Pays')
        .getByText(/Stripe/)
        .first()
        .waitFor();
      await tile('Open threads')
        .getByText(/Zendesk/)
        .first()
        .waitFor();
      const body = await visitor.page.locator('body').innerText();
      assertAbsent(body, [...vendors.secrets, ...vendorWords], 'the browser');
      assert.ok(sent.length > 0, 'the browser asked the portal');
      for (const text of await Promise.all(sent)) {
        assertAbsent(text, [...vendors.secrets, ...vendorWords], 'an answer');
      }
      await visitor.leave();
    } finally {
      await sandbox.clearFaults();
      await browser.close();
    }
    await Promise.all(VENDORS.map(vendor => untilRead(customer, vendor)));
  });

  it('has left no word and no key of a vendor in any answer or in the log', async () => {
    assert.ok(vendorWords.size > 5, [...vendorWords].join('; '));
    assert.equal(answers.length, BAD_ANSWERS.length * VENDORS.length);
    for (const text of answers) {
      assertAbsent(text, [...vendors.secrets, ...vendorWords], 'an answer');
    }
    const log = await portalLog();
    assert.match(log, /customer-360/);
    assertAbsent(log, [...vendors.secrets, ...vendorWords], 'the log');
  });

  /** The next customer of whom the vendor has records, never looked at before. */
  async function nextFor(vendor: VendorName): Promise<Candidate> {
    for (;;) {
      const candidate = candidates.shift();
      assert.ok(candidate, 'there are customers left');
      const records = await vendors.recordsOf(
        vendor,
        candidate.accounts[vendor],
      );
      // One page of them, so that the page shows them all.
      if (records.length > 0 && records.length < 90) {
        return candidate;
      }
    }
  }

  /** Notes what the failing vendor says; gives the ids of others it shows. */
  async function listen(
    vendor: VendorName,
    account: string,
    { fault, status }: Omit<VendorFault, 'vendor'>,
  ): Promise<string[]> {
    if (fault === 'wrong_customer') {
      const wrong = await vendors.recordsOf(vendor, account);
      assert.ok(wrong.length > 0, 'the vendor shows records of somebody else');
      return wrong;
    }
    if (fault === 'html' || status !== undefined) {
      const said = await vendors.answer(vendor, account);
      for (const words of sentencesIn(said.text)) {
        vendorWords.add(words);
      }
    }
    return [];
  }

  function untilRead(
    customer: FoundCustomer,
    vendor: VendorName,
  ): Promise<ShownView> {
    return refreshedUntil(customer, view =>
      sourceParts(view)
        .filter(({ source }) => source.id === vendor)
        .every(isRead),
    );
  }

  /** A source that failed is left alone for a while, and then asked again. */
  async function refreshedUntil(
    customer: FoundCustomer,
    holds: (view: ShownView) => boolean,
  ): Promise<ShownView> {
    const limit = performance.now() + RECOVERY_LIMIT_MS;
    for (;;) {
      const { status, json } = await sam.post(
        `${customerPath(customer)}/refresh`,
        {},
      );
      assert.equal(status, 200);
      const view = json as ShownView;
      if (holds(view)) {
        return view;
      }
      assert.ok(performance.now() < limit, describeParts(sourceParts(view)));
      await delay(POLL_MS);
    }
  }
});

/** Customers with one account at every vendor, in an order that never changes. */
async function linkedEverywhere(sam: PortalApi): Promise<Candidate[]> {
  const { json } = await sam.get(
    '/api/catalog/entities/by-query?filter=kind=customer&limit=500',
  );
  return (json as { items: Entity[] }).items
    .filter(({ metadata }) => !TAKEN.includes(metadata.title))
    .sort((a, b) => a.metadata.name.localeCompare(b.metadata.name))
    .flatMap(({ metadata }) => {
      const ids = VENDORS.map(
        vendor => metadata.annotations[`customer-360/${vendor}`] ?? '',
      );
      return ids.every(id => id !== '' && !id.includes(','))
        ? [
            {
              customer: metadata,
              accounts: { stripe: ids[0], hubspot: ids[1], zendesk: ids[2] },
            },
          ]
        : [];
    });
}

/** Ids of the vendor's records in the facet where they stand. */
function recordsShown(view: ShownView, vendor: VendorName): string[] {
  const facet = FACET_OF[vendor];
  return recordsOf(facetOf(view, facet), facet)
    .filter(({ source }) => source === vendor)
    .map(({ id }) => id);
}

/** Pieces of text long enough that they stand nowhere by chance. */
function sentencesIn(text: string): string[] {
  return text
    .split(/<[^>]*>|["{}[\],:]/)
    .map(piece => piece.trim())
    .filter(piece => piece.length >= 12 && piece.includes(' '));
}

function assertAbsent(
  text: string,
  words: readonly string[],
  where: string,
): void {
  const found = words.filter(word => text.includes(word));
  assert.deepEqual(found, [], `${where} holds what must not be there`);
}

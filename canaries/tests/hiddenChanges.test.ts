import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Customer } from '../lib/customers.ts';
import type { Rights } from '../lib/rights.ts';
import { differences } from '../lib/differences.ts';
import { SEER } from '../lib/roles.ts';
import { Scene, SEED } from '../lib/Scene.ts';
import { customerPath } from '../lib/surfaces.ts';
import type { Answer, Visitor } from '../lib/Visitor.ts';

/** A kind of mark, where it is read, and who may notice that it changes. */
interface Change {
  readonly kind: string;
  readonly facets: readonly string[];
  readonly noticed: (rights: Rights) => boolean;
}

const inFull =
  (sections: readonly string[], ...labels: string[]) =>
  (rights: Rights) =>
    sections.some(section => rights.full(section)) &&
    labels.every(label => rights.label(label));

const inSummary = (section: string) => (rights: Rights) =>
  rights.summary(section);

/** The design's table once more: what a change of each may be seen by. */
const CHANGES: readonly Change[] = [
  ...['deal', 'deal.amount', 'deal.name', 'deal.close', 'deal.next-step'].map(
    kind => ({
      kind,
      facets: ['opportunities'],
      noticed: inFull(['relationship'], 'sales'),
    }),
  ),
  ...['note', 'note.body', 'note.at'].map(kind => ({
    kind,
    facets: ['notes'],
    noticed: inFull(['relationship'], 'notes'),
  })),
  ...['call.body', 'call.title', 'email.body', 'email.title'].map(kind => ({
    kind,
    facets: ['touchpoints'],
    noticed: inFull(['relationship'], 'notes'),
  })),
  // The last contact has its date in the summary.
  { kind: 'call', facets: ['touchpoints'], noticed: inSummary('relationship') },
  ...['meeting.body', 'meeting.title'].map(kind => ({
    kind,
    facets: ['meetings', 'touchpoints'],
    noticed: inFull(['relationship', 'upcoming'], 'notes'),
  })),
  ...['contract.value', 'contract.number'].map(kind => ({
    kind,
    facets: ['contracts'],
    noticed: inFull(['contract'], 'contract'),
  })),
  {
    kind: 'contract.end',
    facets: ['contracts'],
    noticed: inSummary('contract'),
  },
  ...['subscription.price', 'invoice.total', 'credit.balance'].map(kind => ({
    kind,
    facets: ['subscriptions', 'invoices', 'payments', 'credits'],
    noticed: inSummary('billing'),
  })),
  {
    kind: 'credit.description',
    facets: ['credits'],
    noticed: inFull(['billing']),
  },
  { kind: 'ticket', facets: ['tickets'], noticed: inSummary('support') },
  {
    kind: 'ticket.subject',
    facets: ['tickets', 'feedback'],
    noticed: inFull(['support']),
  },
  {
    kind: 'rating.comment',
    facets: ['satisfaction'],
    noticed: inFull(['support']),
  },
  ...['contact.name', 'contact.email', 'contact.phone'].map(kind => ({
    kind,
    // Who wrote a ticket stands on the ticket, which is read on its own.
    facets: ['contacts'],
    noticed: inFull(['profile']),
  })),
];

describe(`what is hidden changes nothing that is shown (seed ${SEED})`, () => {
  let scene: Scene;
  let customers: readonly Customer[];

  before(async () => {
    scene = await Scene.start({ customers: 2, drawnRoles: 6 });
    customers = scene.ground.customers;
    for (const customer of customers) {
      await pageOf(scene.ground.visitor(SEER), customer);
    }
  });

  after(async () => {
    await scene?.end();
  });

  function pageOf(visitor: Visitor, customer: Customer): Promise<Answer> {
    return visitor.get(`${customerPath(customer)}/view`);
  }

  for (const { facets, kind, noticed } of CHANGES) {
    it(`${kind}`, async () => {
      let [changed, unnoticed] = [0, 0];
      for (const customer of customers) {
        const before = new Map<Visitor, Answer>();
        for (const visitor of scene.ground.visitors) {
          before.set(visitor, await pageOf(visitor, customer));
        }
        await scene.ground.marks.renew(customer.name, kind);
        await scene.listenTo(customer);
        await scene.ground.invalidate(customer, facets);
        for (const visitor of scene.fromLeastToMost(customer)) {
          const rights = scene.rights(visitor, customer);
          const [was, is] = [
            before.get(visitor)!,
            await pageOf(visitor, customer),
          ];
          scene.watch.hear(is.text, {
            person: visitor.name,
            surface: 'the page',
            customer: customer.name,
            rights,
          });
          if (!rights.customer || noticed(rights)) {
            continue;
          }
          unnoticed += 1;
          if (seesNone(was, facets)) {
            assert.equal(is.etag, was.etag, `the ETag of ${visitor.name}`);
            assert.equal(is.text, was.text, `the bytes of ${visitor.name}`);
          } else {
            assert.deepEqual(
              differences(was.text, is.text),
              [],
              `the page of ${visitor.name}`,
            );
          }
        }
        const seer = scene.ground.visitor(SEER);
        const { text } = await pageOf(seer, customer);
        changed += differences(before.get(seer)!.text, text).length;
      }
      assert.ok(changed > 0, 'who may see it sees that it has changed');
      assert.ok(unnoticed > 0, 'everybody may see it');
      scene.assertNoLeak();
    });
  }

  it('the log has none of it', () => {
    scene.assertCleanLog();
  });
});

/** Whether nothing of the facets is in the page at any level. */
function seesNone({ text }: Answer, facets: readonly string[]): boolean {
  const { access } = JSON.parse(text) as {
    access: { facets: Record<string, string> };
  };
  return facets.every(facet => access.facets[facet] === 'none');
}

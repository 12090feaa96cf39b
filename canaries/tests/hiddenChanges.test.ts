import { after, before, describe, it } from 'node:test';
import { assertUnnoticed, type Change } from '../lib/assertUnnoticed.ts';
import type { Rights } from '../lib/rights.ts';
import { SEER } from '../lib/roles.ts';
import { Scene, SEED } from '../lib/Scene.ts';
import { customerPath } from '../lib/surfaces.ts';

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

  before(async () => {
    scene = await Scene.start({ customers: 2, drawnRoles: 6 });
    for (const customer of scene.ground.customers) {
      await scene.ground.visitor(SEER).get(`${customerPath(customer)}/view`);
    }
  });

  after(async () => {
    await scene?.end();
  });

  for (const change of CHANGES) {
    it(`${change.kind}`, async () => {
      await assertUnnoticed(scene, change, customer =>
        scene.ground.invalidate(customer, change.facets),
      );
    });
  }

  it('the log has none of it', () => {
    scene.assertCleanLog();
  });
});

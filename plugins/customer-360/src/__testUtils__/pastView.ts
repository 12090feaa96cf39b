import type { CustomerView } from '@customer-360/backstage-plugin-customer-360-common';

/** The same customer on a past day: figures, and what was not observed yet. */
export function pastView(view: CustomerView, day: string): CustomerView {
  const provenance = {
    sources: ['Stripe'],
    asOf: `${day}T08:00:00.000Z`,
    fetchedAt: `${day}T08:00:00.000Z`,
    stale: false,
  };
  const { pays, uses, relationship, renews, threads } = view.answers;
  return {
    ...view,
    access: { ...view.access, mayRefresh: false },
    answers: {
      pays: {
        ...pays,
        provenance,
        mrr: [{ amount: 550_000, currency: 'EUR' }],
        history: [],
        policy: undefined,
      },
      renews: { ...renews, provenance },
      uses: { ...uses, provenance, daily: [] },
      relationship: {
        ...relationship,
        health: undefined,
        nps: undefined,
        lastTouch: undefined,
        change30d: [],
        owner: undefined,
        provenance: { sources: [], stale: false },
        missing: [
          { facet: 'health', state: 'unknown', observedSince: '2026-10-20' },
        ],
      },
      threads: {
        ...threads,
        open: undefined,
        provenance: { sources: [], stale: false },
        missing: [{ facet: 'tickets', state: 'unknown' }],
      },
      next: { items: [], provenance, missing: [] },
    },
    sections: {},
    upcoming: [],
    conflicts: [],
    asOf: day,
    basis: 'observed',
  };
}

import type { FacetDataMap } from '@customer-360/backstage-plugin-customer-360-common';

/** Readings of fake sources: small, of the right shape, and easy to recognise. */
export function invoicesData(
  source: string,
  text = 'INV-1',
): FacetDataMap['invoices'] {
  const invoice = {
    source,
    id: `in_${text}`,
    number: text,
    status: 'open' as const,
    total: { amount: 125_000, currency: 'EUR' },
    paid: { amount: 0, currency: 'EUR' },
    remaining: { amount: 125_000, currency: 'EUR' },
    createdAt: '2026-08-01T00:00:00.000Z',
    dueAt: '2026-08-15T00:00:00.000Z',
  };
  return { invoices: [invoice], open: [invoice] };
}

export function subscriptionsData(
  source: string,
  plan = 'Scale',
): FacetDataMap['subscriptions'] {
  const mrr = { amount: 550_000, currency: 'EUR' };
  return {
    subscriptions: [
      {
        source,
        id: 'sub_1',
        plan,
        status: 'active',
        currency: 'EUR',
        mrr,
        items: [],
        discounts: [],
        scheduledChanges: [],
      },
    ],
    mrr: [mrr],
    mrrHistory: [],
    policy: 'contracted, version 1',
  };
}

export function ticketsData(
  source: string,
  subject = 'Login fails',
): FacetDataMap['tickets'] {
  const ticket = {
    source,
    id: '4711',
    subject,
    status: 'open' as const,
    severity: 'high' as const,
    escalated: false,
    createdAt: '2026-09-01T00:00:00.000Z',
    updatedAt: '2026-09-02T00:00:00.000Z',
  };
  return { tickets: [ticket], open: [ticket], total: 1 };
}

export function notesData(
  source: string,
  body = 'They are worried',
): FacetDataMap['notes'] {
  return {
    notes: [{ source, id: 'n1', at: '2026-09-01T00:00:00.000Z', body }],
  };
}

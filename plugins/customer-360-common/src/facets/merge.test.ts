import { accountFacet } from './profile/account';
import { contactsFacet } from './profile/contacts';
import { contractsFacet } from './contract/contracts';
import { healthFacet } from './relationship/health';
import { satisfactionFacet } from './support/satisfaction';
import { ticketsFacet, type Ticket } from './support/tickets';
import { activityFacet } from './usage/activity';
import { entitlementsFacet } from './usage/entitlements';
import { isOverdue, type Invoice } from './billing/invoices';

const NOW = new Date('2026-11-23T12:00:00Z');

const part = <T>(source: string, data: T, account: string = '1') => ({
  source,
  account,
  data,
});

const activity = (weeklyActive: number, day: string) => ({
  weeklyActive,
  daily: [{ day, activeUsers: weeklyActive }],
  users: [],
});

describe('several sources of one facet', () => {
  it('activity: the first source speaks, with all of its accounts', () => {
    expect(
      activityFacet.merge([
        part('product', activity(1, '2026-11-22'), 'a'),
        part('product', activity(2, '2026-11-22'), 'b'),
        part('analytics', activity(100, '2026-11-22')),
      ]),
    ).toMatchObject({
      weeklyActive: 3,
      daily: [{ day: '2026-11-22', activeUsers: 3 }],
    });
  });

  it('activity: a figure that one account does not know is not known', () => {
    expect(
      activityFacet.merge([
        part('product', activity(1, '2026-11-22'), 'a'),
        part('product', { daily: [], users: [] }, 'b'),
      ]).weeklyActive,
    ).toBeUndefined();
  });

  it('entitlements: seats of two accounts add up, of two systems they do not', () => {
    const seats = (count: number) => ({
      plan: 'scale',
      seats: count,
      flags: [],
    });
    expect(
      entitlementsFacet.merge([
        part('product', seats(10), 'a'),
        part('product', seats(20), 'b'),
        part('warehouse', seats(30)),
      ]).seats,
    ).toBe(30);
  });

  it('contacts: one person is one contact, whoever knows them', () => {
    const contact = (source: string, overrides: object) => ({
      contacts: [
        {
          source,
          id: '1',
          name: 'Ida',
          email: 'Ida@x.example',
          roles: [],
          primary: false,
          ...overrides,
        },
      ],
    });
    expect(
      contactsFacet.merge([
        part('hubspot', contact('hubspot', { title: 'CTO', roles: ['a'] })),
        part(
          'zendesk',
          contact('zendesk', {
            email: 'ida@x.example',
            phone: '1',
            primary: true,
            roles: ['b'],
          }),
        ),
      ]).contacts,
    ).toMatchObject([
      {
        source: 'hubspot',
        title: 'CTO',
        phone: '1',
        primary: true,
        roles: ['a', 'b'],
      },
    ]);
  });

  it('health: a score of the source beats one that we computed, never averaged', () => {
    const health = (basis: 'vendor' | 'computed', score: number) => ({
      source: 's',
      id: '1',
      score,
      scale: { min: 0, max: 100 },
      direction: 'higher-is-better' as const,
      basis,
      parts: [],
      coverage: 1,
      history: [],
    });
    expect(
      healthFacet.merge([
        part('product', health('computed', 90)),
        part('hubspot', health('vendor', 50)),
      ]).score,
    ).toBe(50);
  });

  it('account: the first that knows speaks, and all records are kept', () => {
    const account = (source: string, name?: string) => ({
      name,
      children: [],
      warnings: [],
      fields: [],
      records: [{ source, id: '1' }],
    });
    expect(
      accountFacet.merge([
        part('a', account('a')),
        part('b', account('b', 'Brightwater')),
      ]),
    ).toMatchObject({
      name: 'Brightwater',
      records: [{ source: 'a' }, { source: 'b' }],
    });
  });
});

describe('summaries', () => {
  const ticket = (overrides: Partial<Ticket>): Ticket => ({
    source: 'zendesk',
    id: '1',
    subject: 'canary',
    status: 'open',
    escalated: false,
    createdAt: '2026-11-01T00:00:00Z',
    updatedAt: '2026-11-01T00:00:00Z',
    ...overrides,
  });

  it('tickets: escalated in the last 30 days, open or not, each once', () => {
    const open = ticket({
      id: '1',
      escalated: true,
      escalatedAt: '2026-11-20T00:00:00Z',
    });
    const solved = ticket({
      id: '2',
      status: 'solved',
      escalated: true,
      escalatedAt: '2026-11-01T00:00:00Z',
    });
    const old = ticket({
      id: '3',
      status: 'closed',
      escalated: true,
      escalatedAt: '2026-09-01T00:00:00Z',
    });
    const summary = ticketsFacet.summarize!(
      { tickets: [open, solved, old], open: [open] },
      NOW,
    );
    expect(summary).toMatchObject({
      open: 1,
      escalated: 1,
      escalatedRecently: 2,
    });
    expect(JSON.stringify(summary)).not.toContain('canary');
  });

  it('satisfaction: ways of asking are never averaged together', () => {
    const at = '2026-11-01T00:00:00Z';
    const record = { source: 'z', at };
    expect(
      satisfactionFacet.summarize!(
        {
          ratings: [
            { ...record, id: '1', rating: { kind: 'binary', good: true } },
            { ...record, id: '2', rating: { kind: 'scale', score: 4, max: 5 } },
            {
              ...record,
              id: '3',
              rating: { kind: 'scale', score: 9, max: 10 },
            },
          ],
        },
        NOW,
      ),
    ).toMatchObject({
      binary: { good: 1, answered: 1 },
      scale: { mean: 4, max: 5, answered: 1 },
    });
  });

  it('contracts: the earliest end that is still to come, and the day of notice', () => {
    const contract = (id: string, endDay?: string) => ({
      source: 'hubspot',
      id,
      status: 'active' as const,
      endDay,
      noticeDays: 60,
      annualValue: { amount: 123456789, currency: 'EUR' },
    });
    const summary = contractsFacet.summarize!(
      {
        contracts: [
          contract('late', '2027-09-01'),
          contract('past', '2026-11-22'),
          contract('next', '2027-03-15'),
        ],
      },
      NOW,
    );
    expect(summary).toMatchObject({
      current: { id: 'next', endDay: '2027-03-15', noticeDay: '2027-01-14' },
      openEnded: false,
    });
    expect(JSON.stringify(summary)).not.toContain('123456789');
    expect(
      contractsFacet.summarize!({ contracts: [contract('x')] }, NOW),
    ).toEqual({ current: undefined, openEnded: true });
  });

  it('invoices: overdue is open, unpaid and due', () => {
    const invoice = (overrides: Partial<Invoice>): Invoice => ({
      source: 'stripe',
      id: 'in',
      status: 'open',
      total: { amount: 1, currency: 'EUR' },
      paid: { amount: 0, currency: 'EUR' },
      remaining: { amount: 1, currency: 'EUR' },
      createdAt: '2026-11-01T00:00:00Z',
      dueAt: '2026-11-22T00:00:00Z',
      ...overrides,
    });
    expect(isOverdue(invoice({}), NOW)).toBe(true);
    expect(isOverdue(invoice({ status: 'paid' }), NOW)).toBe(false);
    expect(isOverdue(invoice({ dueAt: undefined }), NOW)).toBe(false);
    expect(isOverdue(invoice({ dueAt: '2026-12-01T00:00:00Z' }), NOW)).toBe(
      false,
    );
    expect(
      isOverdue(invoice({ remaining: { amount: 0, currency: 'EUR' } }), NOW),
    ).toBe(false);
  });
});

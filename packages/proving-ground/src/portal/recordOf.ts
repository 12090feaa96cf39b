import type {
  FacetDataMap,
  FacetId,
} from '@customer-360/backstage-plugin-customer-360-common';

const DAY_MS = 86_400_000;
const EPOCH = Date.UTC(2026, 0, 1);

/** The facets of the proving ground, in the order in which sources get them. */
export const RECORDED_FACETS = [
  'tickets',
  'subscriptions',
  'invoices',
  'contacts',
  'activity',
  'features',
  'touchpoints',
  'opportunities',
  'meetings',
  'account',
] as const satisfies readonly FacetId[];

export type RecordedFacet = (typeof RECORDED_FACETS)[number];

const eur = (amount: number) => ({ amount, currency: 'EUR' });
const instant = (day: number) => new Date(EPOCH + day * DAY_MS).toISOString();
const many = <T>(length: number, make: (at: number) => T): T[] =>
  Array.from({ length }, (_, at) => make(at));

/**
 * What a source makes of the vendor's record: as much as an ordinary customer
 * has. The version stands in the tickets' subject and in every record's id, so
 * that a page tells which version of each facet it shows.
 */
export function recordOf<F extends RecordedFacet>(
  facet: F,
  source: string,
  account: string,
  version: number,
): FacetDataMap[F] {
  const record = (kind: string, at: number) => ({
    source,
    id: `${account}-${kind}-${at}-v${version}`,
    url: `https://${source}.example/${account}/${kind}/${at}`,
  });
  const make: { [K in RecordedFacet]: () => FacetDataMap[K] } = {
    tickets: () => {
      const tickets = many(12, at => ({
        ...record('ticket', at),
        subject: `v${version} of ticket ${at}: cannot export the shipment list`,
        status: at < 3 ? ('open' as const) : ('solved' as const),
        severity: at === 0 ? ('high' as const) : ('normal' as const),
        escalated: at === 0,
        createdAt: instant(at),
        updatedAt: instant(at + 2),
        requester: `Person ${at} of ${account}`,
        assignee: `Agent ${at % 3}`,
      }));
      return { tickets, open: tickets.slice(0, 3), total: 140 };
    },
    subscriptions: () => ({
      subscriptions: many(2, at => ({
        ...record('sub', at),
        plan: at === 0 ? 'Scale' : 'Add-on',
        status: 'active' as const,
        currency: 'EUR',
        mrr: eur(240_000 + at),
        items: [],
        discounts: [],
        scheduledChanges: [],
      })),
      mrr: [eur(480_001)],
      mrrHistory: [],
      policy: 'contracted, version 1',
    }),
    invoices: () => {
      const invoices = many(12, at => ({
        ...record('inv', at),
        number: `INV-${at}`,
        status: at === 0 ? ('open' as const) : ('paid' as const),
        total: eur(480_001),
        paid: eur(at === 0 ? 0 : 480_001),
        remaining: eur(at === 0 ? 480_001 : 0),
        createdAt: instant(at * 30),
        dueAt: instant(at * 30 + 14),
      }));
      return { invoices, open: invoices.slice(0, 1) };
    },
    contacts: () => ({
      contacts: many(10, at => ({
        ...record('contact', at),
        name: `Person ${at} of ${account}`,
        email: `person-${at}-${source}@${account}.example`,
        phone: '+49 30 5550100',
        title: 'Head of operations',
        roles: ['technical'],
        primary: at === 0,
      })),
      total: 10,
    }),
    activity: () => ({
      weeklyActive: 31,
      monthlyActive: 48,
      weeklyActiveBefore: 29,
      lastEventAt: instant(300),
      activation: { activated: true, at: instant(20) },
      daily: many(60, at => ({
        day: instant(at).slice(0, 10),
        activeUsers: (at * 7) % 40,
      })),
      users: many(10, at => ({
        ...record('user', at),
        name: `Person ${at} of ${account}`,
        email: `person-${at}@${account}.example`,
        lastSeenAt: instant(at + 200),
        active: at < 8,
      })),
      totalUsers: 48,
    }),
    features: () => ({
      features: many(8, at => ({
        ...record('feature', at),
        name: `Feature ${at}`,
        users: at * 5,
        eligibleUsers: 48,
        adopted: at > 2,
        weekly: many(12, week => ({
          week: instant(week * 7).slice(0, 10),
          users: week,
        })),
      })),
    }),
    touchpoints: () => ({
      touchpoints: many(8, at => ({
        ...record('touch', at),
        kind: 'call' as const,
        at: instant(300 - at),
        person: 'Person of ours',
        title: `Call about the renewal, ${at}`,
        body: 'They want to go on and asked for a discount on the second year.',
      })),
    }),
    opportunities: () => ({
      opportunities: many(3, at => ({
        ...record('deal', at),
        name: `Expansion ${at}`,
        stage: 'Proposal',
        status: 'open' as const,
        amount: eur(1_200_000),
        closeDay: '2027-03-01',
      })),
    }),
    meetings: () => ({
      meetings: many(3, at => ({
        ...record('meeting', at),
        at: instant(400 + at),
        title: `Review ${at}`,
        person: 'Person of ours',
      })),
    }),
    account: () => ({
      name: `Customer of ${account}`,
      domain: `${account}.example`,
      segment: 'enterprise',
      timeZone: 'Europe/Berlin',
      children: [],
      warnings: [],
      fields: many(4, at => ({
        ...record('field', at),
        key: `field_${at}`,
        label: `Field ${at}`,
        value: `Value ${at}`,
      })),
      records: [record('account', 0)],
    }),
  };
  return make[facet]();
}

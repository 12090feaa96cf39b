import type { Random } from '../../world/random.ts';
import type { Company } from '../../world/types.ts';
import type { Vendor } from '../types.ts';
import { callInside } from './insideRequests.ts';

/** A kind of change that happens at a vendor. @internal */
export interface RoundMove {
  readonly vendor: string;
  /** @returns the id of the record, or undefined where there was nothing to change */
  play(
    vendor: Vendor,
    company: Company,
    random: Random,
  ): Promise<string | undefined>;
}

const OBJECTS = '/crm/objects/2026-09';

/** The id where the vendor did it. */
function idWhere(
  answer: { status: number; body: any },
  id: string,
): string | undefined {
  return answer.status >= 200 && answer.status < 300 ? id : undefined;
}

async function runningSubscription(
  vendor: Vendor,
  company: Company,
  random: Random,
): Promise<any> {
  const [customer] = company.ids.stripe;
  if (customer === undefined) return undefined;
  const { body } = await callInside(vendor, {
    method: 'GET',
    path: `/v1/subscriptions?customer=${customer}&limit=20`,
  });
  const running = (body.data ?? []).filter(
    (each: any) => each.status === 'active' || each.status === 'trialing',
  );
  return running.length > 0 ? random.pick(running) : undefined;
}

const changeSeats: RoundMove = {
  vendor: 'stripe',
  async play(vendor, company, random) {
    const found = await runningSubscription(vendor, company, random);
    const item = found?.items.data[0];
    if (!item) return undefined;
    const quantity = Math.max(1, item.quantity + random.int(-5, 10));
    const answer = await callInside(vendor, {
      method: 'POST',
      path: `/v1/subscriptions/${found.id}`,
      body: {
        'items[0][id]': item.id,
        // Nobody changes a figure to what it is.
        'items[0][quantity]':
          quantity === item.quantity ? quantity + 1 : quantity,
      },
    });
    return idWhere(answer, found.id);
  },
};

const turnCancellation: RoundMove = {
  vendor: 'stripe',
  async play(vendor, company, random) {
    const found = await runningSubscription(vendor, company, random);
    if (!found) return undefined;
    const answer = await callInside(vendor, {
      method: 'POST',
      path: `/v1/subscriptions/${found.id}`,
      body: { cancel_at_period_end: !found.cancel_at_period_end },
    });
    return idWhere(answer, found.id);
  },
};

const payOpenInvoice: RoundMove = {
  vendor: 'stripe',
  async play(vendor, company) {
    const [customer] = company.ids.stripe;
    if (customer === undefined) return undefined;
    const { body } = await callInside(vendor, {
      method: 'GET',
      path: `/v1/invoices?customer=${customer}&status=open&limit=1`,
    });
    const id = body.data?.[0]?.id;
    if (id === undefined) return undefined;
    const answer = await callInside(vendor, {
      method: 'POST',
      path: `/v1/invoices/${id}/pay`,
      body: {},
    });
    return idWhere(answer, id);
  },
};

const scoreHealth: RoundMove = {
  vendor: 'hubspot',
  async play(vendor, company, random) {
    const answer = await callInside(vendor, {
      method: 'PATCH',
      path: `${OBJECTS}/companies/${company.ids.hubspot}`,
      body: {
        properties: { customer_health_score: String(random.int(20, 99)) },
      },
    });
    return idWhere(answer, company.ids.hubspot);
  },
};

async function associated(
  vendor: Vendor,
  company: Company,
  type: 'deals' | 'contacts',
): Promise<readonly string[]> {
  const { body } = await callInside(vendor, {
    method: 'GET',
    path: `${OBJECTS}/companies/${company.ids.hubspot}?associations=${type}`,
  });
  const ids = (body.associations?.[type]?.results ?? []).map(
    (each: any) => each.id as string,
  );
  return [...new Set<string>(ids)];
}

const moveDeal: RoundMove = {
  vendor: 'hubspot',
  async play(vendor, company, random) {
    const ids = await associated(vendor, company, 'deals');
    if (ids.length === 0) return undefined;
    const id = random.pick(ids);
    const answer = await callInside(vendor, {
      method: 'PATCH',
      path: `${OBJECTS}/deals/${id}`,
      body: { properties: { amount: String(random.int(10, 900) * 100) } },
    });
    return idWhere(answer, id);
  },
};

const openDeal: RoundMove = {
  vendor: 'hubspot',
  async play(vendor, company, random) {
    const answer = await callInside(vendor, {
      method: 'POST',
      path: `${OBJECTS}/deals`,
      body: {
        properties: {
          dealname: `${company.name}: more seats`,
          amount: String(random.int(10, 300) * 100),
          deal_currency_code: company.currency,
          pipeline: 'default',
          dealstage: 'qualifiedtobuy',
          deal_kind: 'expansion',
          dealtype: 'existingbusiness',
        },
        associations: [
          {
            to: { id: company.ids.hubspot },
            types: [
              { associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 5 },
            ],
          },
        ],
      },
    });
    return idWhere(answer, answer.body.id);
  },
};

const editContact: RoundMove = {
  vendor: 'hubspot',
  async play(vendor, company, random) {
    const ids = await associated(vendor, company, 'contacts');
    if (ids.length === 0) return undefined;
    const id = random.pick(ids);
    const answer = await callInside(vendor, {
      method: 'PATCH',
      path: `${OBJECTS}/contacts/${id}`,
      body: {
        properties: {
          jobtitle: random.pick([
            'Head of Operations',
            'Fleet manager',
            'Controller',
            'Team lead, dispatch',
          ]),
          phone: `+49 30 ${random.int(1_000_000, 9_999_999)}`,
        },
      },
    });
    return idWhere(answer, id);
  },
};

const changeTicket: RoundMove = {
  vendor: 'zendesk',
  async play(vendor, company, random) {
    const [organization] = company.ids.zendesk;
    if (organization === undefined) return undefined;
    const { body } = await callInside(vendor, {
      method: 'GET',
      path: `/api/v2/organizations/${organization}/tickets`,
    });
    const open = (body.tickets ?? []).filter(
      (each: any) => each.status !== 'closed',
    );
    if (open.length === 0) return undefined;
    const ticket: any = random.pick(open);
    const others = <T>(values: readonly T[], value: T) =>
      random.pick(values.filter(each => each !== value));
    const change = random.pick([
      { status: others(['open', 'pending', 'hold', 'solved'], ticket.status) },
      {
        priority: others(['urgent', 'high', 'normal', 'low'], ticket.priority),
      },
      { comment: { body: 'We are looking into it.', public: true } },
    ]);
    const answer = await callInside(vendor, {
      method: 'PUT',
      path: `/api/v2/tickets/${ticket.id}`,
      body: { ticket: change },
    });
    return idWhere(answer, String(ticket.id));
  },
};

const openTicket: RoundMove = {
  vendor: 'zendesk',
  async play(vendor, company, random) {
    const [organization] = company.ids.zendesk;
    if (organization === undefined) return undefined;
    const answer = await callInside(vendor, {
      method: 'POST',
      path: '/api/v2/tickets',
      body: {
        ticket: {
          subject: random.pick([
            'Export hangs at 90 %',
            'Wrong stop order after re-planning',
            'Cannot invite a new dispatcher',
          ]),
          priority: random.pick(['urgent', 'high', 'normal', 'low']),
          status: 'open',
          type: 'incident',
          organization_id: organization,
          comment: { body: 'Since this morning, for all of us.' },
        },
      },
    });
    return idWhere(answer, String(answer.body.ticket?.id));
  },
};

/** How often each kind of change happens beside the others. @internal */
export const roundMoves: readonly (readonly [RoundMove, number])[] = [
  [changeSeats, 20],
  [turnCancellation, 6],
  [payOpenInvoice, 6],
  [scoreHealth, 14],
  [moveDeal, 12],
  [openDeal, 4],
  [editContact, 10],
  [changeTicket, 20],
  [openTicket, 8],
];

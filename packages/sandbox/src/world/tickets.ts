import type { Blueprint, OpenTicketBlueprint } from './Blueprint.ts';
import type { Ids } from './ids.ts';
import { MAX_TICKETS } from './ids.ts';
import type { Random } from './random.ts';
import { createRandom } from './random.ts';
import { staffOf } from './staff.ts';
import { DAY, HOUR, iso } from './time.ts';
import type { Person, Ticket } from './types.ts';

const CLOSED: readonly (readonly [string, Ticket['type'], string])[] = [
  ['Cannot invite a colleague', 'question', 'The invitation never arrives.'],
  ['Export is missing columns', 'problem', 'The depot column is empty.'],
  ['How do we rotate an API key', 'question', 'Ours is two years old.'],
  ['Map does not load at one depot', 'incident', 'Only at our oldest site.'],
  ['Alert arrives twice', 'problem', 'Every driver gets two messages.'],
  ['Change the billing contact', 'task', 'Our controller has left.'],
  ['Slow dashboards on Monday', 'incident', 'More than a minute each.'],
  ['Password reset loop', 'problem', 'The link asks for a new link.'],
  ['Timezone in reports', 'question', 'We see yesterday in the totals.'],
  ['Duplicate vehicles after import', 'problem', 'Each van twice.'],
];

/** What an agent gives such tickets as a tag, for the list of wishes. */
export const FEEDBACK_TAG = 'feature_request';
export const ESCALATION_TAG = 'escalated';

const WISHES = [
  'Wish: bulk edit of depots',
  'Wish: scheduled exports',
  'Wish: dark maps for night shifts',
];

/** Ordinal 0 is the ongoing problem that incidents hang on, where there is one. */
export function makeTickets(
  seed: number,
  ids: Ids,
  company: Blueprint,
  people: readonly Person[],
  today: number,
): readonly Ticket[] {
  const { support } = company;
  if (people.length === 0) return [];
  const random = createRandom(seed, 'tickets', company.index);
  const closed = Math.min(support.closed, MAX_TICKETS - support.open.length);
  const life = Math.max(30, Math.min(company.createdDaysAgo, 540));
  const tickets: Ticket[] = [];
  const ratings = ratingsOf(support.ratings, closed);
  for (let ordinal = 0; ordinal < closed; ordinal++) {
    // Oldest first, so that numbers grow with time as a help desk's do
    const ageDays = 12 + (life - 12) * (1 - ordinal / closed);
    tickets.push(
      closedTicket(ids, company, people, random, today, {
        ordinal,
        ageDays,
        rating: ratings.get(ordinal),
        fromNewest: closed - ordinal - 1,
      }),
    );
  }
  const open = [...support.open].sort((a, b) => b.ageHours - a.ageHours);
  for (const [at, plan] of open.entries()) {
    tickets.push(
      openTicket(ids, company, people, random, today, closed + at, plan),
    );
  }
  return tickets.reverse();
}

function ratingsOf(
  { good, bad }: Blueprint['support']['ratings'],
  closed: number,
): Map<number, 'good' | 'bad'> {
  const ratings = new Map<number, 'good' | 'bad'>();
  const count = Math.min(good + bad, closed);
  for (let at = 0; at < count; at++) {
    // The newest answers first; every so often a bad one
    const everyNth = bad > 0 ? Math.ceil(count / bad) : Infinity;
    const isBad = bad > 0 && at % everyNth === everyNth - 1;
    ratings.set(closed - 1 - at, isBad ? 'bad' : 'good');
  }
  return ratings;
}

function closedTicket(
  ids: Ids,
  company: Blueprint,
  people: readonly Person[],
  random: Random,
  today: number,
  at: {
    ordinal: number;
    ageDays: number;
    rating?: 'good' | 'bad';
    fromNewest: number;
  },
): Ticket {
  const { support } = company;
  const createdAt = Math.floor((today - at.ageDays * DAY) / HOUR) * HOUR;
  const solvedAt = Math.min(
    createdAt + random.int(2, 200) * HOUR,
    today - 2 * HOUR,
  );
  const requester = people[random.int(0, people.length - 1)];
  const id = ids.ticket(company.index, at.ordinal);
  const isWish = at.fromNewest < support.feedback;
  const incident =
    !isWish && at.fromNewest < support.feedback + support.incidents;
  const [subject, type, words] = CLOSED[random.int(0, CLOSED.length - 1)];
  const hidden =
    at.fromNewest >= support.feedback + support.incidents &&
    at.fromNewest <
      support.feedback + support.incidents + support.privateTickets;
  const status = today - solvedAt > 4 * DAY ? 'closed' : 'solved';
  const agent = staffOf('sam');
  return {
    id,
    organization: organizationOf(ids, company, at.ordinal),
    subject: isWish ? WISHES[at.ordinal % WISHES.length] : subject,
    status,
    priority: random.weighted([
      ['normal', 6],
      ['high', 2],
      ['low', 2],
      ['urgent', 0.5],
    ] as const),
    type: typeOf(incident, isWish, type),
    requesterId: requester.zendeskUserId,
    assignee: agent.key,
    createdAt: iso(createdAt),
    updatedAt: iso(solvedAt),
    solvedAt: iso(solvedAt),
    tags: isWish ? [FEEDBACK_TAG] : [company.segment.replace('-', '_')],
    problemId:
      incident && support.open.length > 0
        ? ids.ticket(company.index, closedCount(support))
        : undefined,
    satisfaction: at.rating && {
      id: ids.zendesk('satisfaction', company.index, at.ordinal),
      score: at.rating,
      comment:
        at.rating === 'good'
          ? 'Quick and friendly.'
          : 'It took three tries to be understood.',
      at: iso(solvedAt + HOUR),
    },
    comments: [
      {
        id: ids.comment(id, 0),
        authorId: requester.zendeskUserId,
        public: true,
        at: iso(createdAt),
        body: words,
      },
      {
        id: ids.comment(id, 1),
        authorId: agent.zendeskUserId,
        public: true,
        at: iso(solvedAt),
        body: 'This is mended now. Please write again if it comes back.',
      },
    ],
    privateGroup: hidden,
  };
}

function typeOf(
  incident: boolean,
  isWish: boolean,
  usual: Ticket['type'],
): Ticket['type'] {
  if (incident) return 'incident';
  return isWish ? 'question' : usual;
}

function closedCount(support: Blueprint['support']): number {
  return Math.min(support.closed, MAX_TICKETS - support.open.length);
}

function organizationOf(ids: Ids, company: Blueprint, ordinal: number): number {
  return ids.zendesk(
    'organization',
    company.index,
    ordinal % company.zendeskOrganizations,
  );
}

function openTicket(
  ids: Ids,
  company: Blueprint,
  people: readonly Person[],
  random: Random,
  today: number,
  ordinal: number,
  plan: OpenTicketBlueprint,
): Ticket {
  const createdAt = today - plan.ageHours * HOUR;
  const requester = people[random.int(0, people.length - 1)];
  const id = ids.ticket(company.index, ordinal);
  const agent = staffOf('sam');
  const updatedAt = Math.min(
    createdAt + Math.floor(plan.ageHours / 2) * HOUR,
    today,
  );
  const comments: Ticket['comments'][number][] = [
    {
      id: ids.comment(id, 0),
      authorId: requester.zendeskUserId,
      public: true,
      at: iso(createdAt),
      body: `${plan.subject}. Could you have a look?`,
    },
  ];
  if (plan.status !== 'new') {
    comments.push({
      id: ids.comment(id, 1),
      authorId: agent.zendeskUserId,
      public: true,
      at: iso(Math.min(createdAt + HOUR, updatedAt)),
      body: 'Thank you, we can see it and are working on it.',
    });
  }
  if (plan.escalatedHoursAgo !== undefined) {
    comments.push({
      id: ids.comment(id, 2),
      authorId: agent.zendeskUserId,
      public: false,
      at: iso(Math.max(updatedAt, today - plan.escalatedHoursAgo * HOUR)),
      body: 'Internal: they named this in the renewal talks. Sales offers a month free if it is not mended by then.',
    });
  }
  return {
    id,
    organization: organizationOf(ids, company, ordinal),
    subject: plan.subject,
    status: plan.status,
    priority: plan.priority,
    type: plan.type,
    requesterId: requester.zendeskUserId,
    assignee: plan.status === 'new' ? undefined : agent.key,
    createdAt: iso(createdAt),
    updatedAt: comments[comments.length - 1].at,
    tags: [
      company.segment.replace('-', '_'),
      ...(plan.escalatedHoursAgo === undefined ? [] : [ESCALATION_TAG]),
    ],
    escalatedAt:
      plan.escalatedHoursAgo === undefined
        ? undefined
        : iso(today - plan.escalatedHoursAgo * HOUR),
    slaBreachAt:
      plan.slaBreachedHoursAgo === undefined
        ? undefined
        : iso(today - plan.slaBreachedHoursAgo * HOUR),
    comments,
    privateGroup: false,
  };
}

import type { Blueprint } from './Blueprint.ts';
import type { Ids } from './ids.ts';
import { createRandom } from './random.ts';
import { staffOf } from './staff.ts';
import { DAY, day, HOUR, iso } from './time.ts';
import type { Engagement, Person, Relationship } from './types.ts';

const MEETINGS: readonly (readonly [string, string])[] = [
  [
    'Quarterly review',
    '<p>Adoption is up, exports are the sore point. They asked for a roadmap date.</p>',
  ],
  [
    'Adoption workshop',
    '<p>Walked dispatch through <b>alerts</b>. Two depots still on spreadsheets.</p>',
  ],
  [
    'Success plan',
    '<p>Agreed three goals for the half year; owner on their side is new.</p>',
  ],
];

const CALLS: readonly (readonly [string, string])[] = [
  ['Check-in', '<p>Short call. Nothing urgent, holiday rota discussed.</p>'],
  [
    'Invoice question',
    '<p>Finance asked who approves seats. Pointed them to the portal.</p>',
  ],
  [
    'Champion call',
    '<p>Champion may move on in spring; asked for a second contact.</p>',
  ],
];

const NOTES: readonly (readonly [string, string])[] = [
  [
    'Account plan',
    '<p>Room to expand into the northern depots next year. Do not discuss price before the review.</p>',
  ],
  [
    'Risk',
    '<p>New CFO compares vendors every renewal. <a href="https://wiki.meridian-fleet.example/plays/renewal">Play</a></p>',
  ],
  [
    'Background',
    '<p>Came from a competitor; the migration hurt. Handle data questions with care.</p>',
  ],
];

const EMAILS: readonly (readonly [string, string])[] = [
  ['Release notes', '<p>Sent the release notes with the export changes.</p>'],
  ['Follow-up', '<p>Sent the recording and the list of open points.</p>'],
];

/** What customer success and sales keep on the company. */
export function makeRelationship(
  seed: number,
  ids: Ids,
  company: Blueprint,
  people: readonly Person[],
  today: number,
): Relationship {
  const plan = company.relationship;
  const random = createRandom(seed, 'relationship', company.index);
  const counters = { meeting: 0, call: 0, note: 0, email: 0 };
  const engagement = (
    kind: keyof typeof counters,
    at: number,
    [title, body]: readonly [string, string],
    staff: string,
    more: { minutes?: number; opportunityId?: string } = {},
  ): Engagement => ({
    hubspotId: ids.hubspot(kind, company.index, counters[kind]++),
    at: iso(at),
    endAt:
      more.minutes === undefined
        ? undefined
        : iso(at + (more.minutes * HOUR) / 60),
    title,
    body,
    staff: staffOf(staff).key,
    people: people
      .filter(person => person.role !== 'user')
      .slice(0, random.int(1, 2))
      .map(person => person.id),
    opportunityId: more.opportunityId,
  });

  const opportunities = plan.opportunities.map((deal, ordinal) => ({
    hubspotId: ids.hubspot('deal', company.index, ordinal),
    name: deal.name,
    kind: deal.kind,
    stage: deal.stage,
    amount: deal.amount,
    currency: company.currency,
    closeDay: day(today + deal.closeInDays * DAY),
    status: deal.status,
    nextStep: deal.nextStep,
    private: deal.private ?? false,
  }));

  const meetings: Engagement[] = [];
  const calls: Engagement[] = [];
  const notes: Engagement[] = [];
  const emails: Engagement[] = [];
  if (plan.nextMeeting) {
    meetings.push(
      engagement(
        'meeting',
        today + plan.nextMeeting.inDays * DAY + 14 * HOUR,
        [
          plan.nextMeeting.title,
          '<p>Agenda: adoption, open tickets, outlook.</p>',
        ],
        company.csm,
        { minutes: 60 },
      ),
    );
  }
  if (plan.lastTouchDaysAgo !== undefined) {
    let daysAgo = plan.lastTouchDaysAgo;
    for (let count = 0; count < plan.touchpoints; count++) {
      const at = today - daysAgo * DAY + random.int(8, 16) * HOUR;
      // The latest touch is a call; notes stand beside what they are about
      if (count % 3 === 0) {
        calls.push(
          engagement(
            'call',
            at,
            CALLS[(company.index + count) % 3],
            company.csm,
            {
              minutes: 20,
            },
          ),
        );
      } else if (count % 3 === 1) {
        meetings.push(
          engagement(
            'meeting',
            at,
            MEETINGS[(company.index + count) % 3],
            company.csm,
            { minutes: 60 },
          ),
        );
      } else {
        emails.push(
          engagement('email', at, EMAILS[count % 2], company.accountExecutive),
        );
      }
      if (count % 2 === 0) {
        notes.push(
          engagement(
            'note',
            at + HOUR,
            NOTES[(company.index + count) % 3],
            company.csm,
          ),
        );
      }
      daysAgo += random.int(9, 40);
    }
  }
  for (const [at, deal] of plan.opportunities.entries()) {
    if (deal.talk) {
      calls.push(
        engagement(
          'call',
          today - deal.talk.daysAgo * DAY + 15 * HOUR,
          [`About ${deal.name}`, `<p>${deal.talk.text}</p>`],
          company.accountExecutive,
          { minutes: 25, opportunityId: opportunities[at].hubspotId },
        ),
      );
    }
    if (!deal.negotiation) continue;
    notes.push(
      engagement(
        'note',
        today - ((plan.lastTouchDaysAgo ?? 3) + 1 + at) * DAY + 17 * HOUR,
        ['Negotiation', `<p>${deal.negotiation}</p>`],
        company.accountExecutive,
        { opportunityId: opportunities[at].hubspotId },
      ),
    );
  }
  return {
    health: plan.health,
    healthPrevious: plan.healthPrevious,
    healthUpdatedAt:
      plan.health === undefined ? undefined : iso(today - 2 * DAY + 5 * HOUR),
    healthParts: plan.healthParts,
    nps: plan.nps?.score,
    npsAt: plan.nps && iso(today - plan.nps.daysAgo * DAY + 10 * HOUR),
    opportunities,
    meetings,
    calls,
    notes,
    emails,
  };
}

import { DAY, HOUR, iso } from '../world/time.ts';
import type { Engagement, Relationship } from '../world/types.ts';
import type { Marked } from './markCompany.ts';

type Deal = Relationship['opportunities'][number];
type Kind = 'note' | 'meeting' | 'call' | 'email';

const NO_DEAL_OPEN_DEAL_PRIVATE_DEAL = 3;
/** Ordinals between the records of the world and those made here. */
const SPARE = 500;

/**
 * Deals and what staff wrote down. One deal is for its team alone, and of each
 * kind of record one hangs on no deal, one on an open deal and one on that.
 */
export function markRelationship(
  relationship: Relationship,
  marked: Marked,
): Relationship {
  const { marker, today } = marked;
  const deals = dealsOf(relationship, marked);
  const hangsOn = [
    undefined,
    deals.find(deal => !deal.private),
    deals.find(deal => deal.private),
  ];
  const mark = (kind: Kind, records: readonly Engagement[], time: string) =>
    records.map((record, at) => {
      const deal = hangsOn[at % NO_DEAL_OPEN_DEAL_PRIVATE_DEAL];
      const traits = [
        time,
        ...(deal ? ['deal'] : []),
        ...(deal?.private ? ['private'] : []),
      ];
      marker.id(`${kind}.id`, record.hubspotId, traits);
      return {
        ...record,
        at: marker.instant(`${kind}.at`, record.at, traits),
        // Notes have none at HubSpot.
        title:
          kind === 'note'
            ? record.title
            : marker.text(`${kind}.title`, record.title, traits),
        body: `<p>${marker.text(`${kind}.body`, 'Written down:', traits)}</p>`,
        opportunityId: deal?.hubspotId,
      };
    });
  const isComing = ({ at }: Engagement) => Date.parse(at) > today;
  const pastMeetings = relationship.meetings.filter(each => !isComing(each));
  const coming = enough('meeting', relationship.meetings.filter(isComing), {
    ...marked,
    // Their ids come behind those of what has been.
    from: relationship.meetings.length + SPARE,
    at: today + 5 * DAY + 14 * HOUR,
  });
  const before = (kind: Kind, records: readonly Engagement[]) =>
    enough(kind, records, {
      ...marked,
      from: records.length + 1,
      at: today - 3 * DAY + 9 * HOUR,
    });
  return {
    ...relationship,
    npsComment:
      relationship.nps === undefined
        ? undefined
        : marker.text('survey.comment', 'We like it.'),
    opportunities: deals,
    notes: mark('note', before('note', relationship.notes), 'past'),
    meetings: [
      ...mark('meeting', coming, 'coming'),
      ...mark('meeting', before('meeting', pastMeetings), 'past'),
    ],
    calls: mark('call', before('call', relationship.calls), 'past'),
    emails: mark('email', before('email', relationship.emails), 'past'),
  };
}

/** At least three, and more by as many as were asked for. */
function enough(
  kind: Kind,
  records: readonly Engagement[],
  { ids, index, marker, from, at }: Marked & { from: number; at: number },
): Engagement[] {
  const wanted = Math.max(NO_DEAL_OPEN_DEAL_PRIVATE_DEAL, records.length);
  const missing = wanted - records.length + marker.more(kind);
  return [
    ...records,
    ...Array.from({ length: missing }, (_, count) => ({
      hubspotId: ids.hubspot(kind, index, from + count),
      at: iso(at - count * DAY),
      endAt: kind === 'meeting' ? iso(at - count * DAY + HOUR) : undefined,
      title: `Another ${kind}`,
      body: '',
      staff: 'mara',
      people: [],
    })),
  ];
}

/** At least an open one and a private one; more by as many as were asked for. */
function dealsOf(
  { opportunities }: Relationship,
  { company, ids, index, marker }: Marked,
): Deal[] {
  const wanted = Math.max(2, opportunities.length) + marker.more('deal');
  return Array.from({ length: wanted }, (_, at): Deal => {
    const deal = opportunities[at];
    const hidden = at === 1;
    const traits = ['deal', ...(hidden ? ['private'] : [])];
    const hubspotId = ids.hubspot('deal', index, at);
    marker.id('deal.id', hubspotId, traits);
    return {
      hubspotId,
      name: marker.text('deal.name', deal?.name ?? 'More seats', traits),
      kind: deal?.kind ?? 'expansion',
      stage: deal?.stage ?? 'Proposal',
      amount: marker.amount('deal.amount', traits),
      currency: company.currency,
      // A near one is a date to come, and not one of a kind.
      closeDay:
        deal && at === 0 ? deal.closeDay : marker.day('deal.close', traits),
      status: deal?.status ?? 'open',
      nextStep: marker.text('deal.next-step', 'Send the offer', traits),
      private: hidden,
    };
  });
}

import type { DeskTicket, HelpDesk } from '../HelpDesk.ts';
import { instant } from './instants.ts';
import { groupOf } from './ticket.ts';

/** A rating of the legacy system. @internal */
export function wireRating(
  { ticket }: DeskTicket,
  desk: HelpDesk,
  origin: string,
) {
  const { satisfaction } = ticket;
  return satisfaction
    ? {
        url: `${origin}/api/v2/satisfaction_ratings/${satisfaction.id}.json`,
        id: satisfaction.id,
        ticket_id: ticket.id,
        score: satisfaction.score,
        comment: satisfaction.comment ?? null,
        reason: 'No reason provided',
        reason_id: 0,
        requester_id: ticket.requesterId,
        assignee_id: desk.staffByKey(ticket.assignee)?.zendeskUserId ?? null,
        group_id: groupOf(ticket).id,
        created_at: instant(satisfaction.at),
        updated_at: instant(satisfaction.at),
      }
    : undefined;
}

/** The same as an answer of the newer survey, on a scale of five. @internal */
export function wireSurveyResponse({ ticket }: DeskTicket) {
  const { satisfaction } = ticket;
  if (!satisfaction || satisfaction.score === 'offered') {
    return undefined;
  }
  const at = instant(satisfaction.at);
  const isGood = satisfaction.score === 'good';
  return {
    id: `01J${String(satisfaction.id).padStart(23, '0')}`,
    expires_at: at,
    responder_id: ticket.requesterId,
    subjects: [
      { id: ticket.id, type: 'ticket', zrn: `zen:ticket:${ticket.id}` },
    ],
    survey: { id: '01HV5WJ9YRM3TQ0000000000C3', state: 'enabled', version: 1 },
    answers: [
      {
        type: 'rating_scale',
        rating: isGood ? 5 : 2,
        rating_category: satisfaction.score,
        created_at: at,
        updated_at: at,
      },
      ...(satisfaction.comment === undefined
        ? []
        : [
            {
              type: 'open_ended',
              value: satisfaction.comment,
              created_at: at,
              updated_at: at,
            },
          ]),
    ],
  };
}

import type { VendorResponse } from '../../server/types.ts';
import { cursorPage, paged } from '../paging.ts';
import { wireRating, wireSurveyResponse } from '../wire/satisfaction.ts';
import { zendeskErrors } from '../ZendeskError.ts';
import { visibleTickets } from './tickets.ts';
import { numericId } from './ZendeskCall.ts';
import type { ZendeskCall } from './ZendeskCall.ts';

/**
 * `GET /satisfaction_ratings`: account-wide and for admins. An account that
 * moved to surveys has none here.
 *
 * @internal
 */
export async function listRatings(call: ZendeskCall): Promise<VendorResponse> {
  call.caller.require('satisfaction_ratings');
  call.caller.requireAdmin();
  const { query } = call.request;
  const scores = scoresOf(query.get('score'));
  const from = Number(query.get('start_time') ?? 0) * 1_000;
  const to = Number(query.get('end_time') ?? Number.POSITIVE_INFINITY) * 1_000;
  const tickets =
    call.satisfaction === 'legacy' ? await visibleTickets(call) : [];
  const ratings = tickets
    .flatMap(each => wireRating(each, call.desk, call.origin) ?? [])
    .filter(rating => {
      const at = Date.parse(rating.updated_at);
      return (
        (scores === undefined || scores.includes(rating.score)) &&
        at >= from &&
        at <= to
      );
    })
    .sort((a, b) => Date.parse(a.created_at) - Date.parse(b.created_at));
  const page = paged(call.request, call.origin, ratings);
  return {
    status: 200,
    body: { satisfaction_ratings: page.items, ...page.envelope },
  };
}

/**
 * `GET /satisfaction_ratings/{id}`: for admins.
 *
 * @internal
 */
export function showRating(
  call: ZendeskCall,
  parameters: Readonly<Record<string, string>>,
): VendorResponse {
  call.caller.require('satisfaction_ratings');
  call.caller.requireAdmin();
  const found =
    call.satisfaction === 'legacy'
      ? call.desk.ticketOfRating(numericId(parameters.id))
      : undefined;
  const rating = found && wireRating(found, call.desk, call.origin);
  if (!rating) {
    throw zendeskErrors.notFound();
  }
  return { status: 200, body: { satisfaction_rating: rating } };
}

/**
 * `GET /guide/survey_responses`: for admins, filtered by subject, responder
 * and time. Empty where the account still uses the legacy system.
 *
 * @internal
 */
export async function listSurveyResponses(
  call: ZendeskCall,
): Promise<VendorResponse> {
  call.caller.require('guide');
  call.caller.requireAdmin();
  const { query } = call.request;
  const subjects = listOf(query.get('filter[subject_zrns]'));
  const responders = listOf(query.get('filter[responder_ids]'));
  const from = Number(query.get('filter[created_at_start]') ?? 0);
  const to = Number(
    query.get('filter[created_at_end]') ?? Number.POSITIVE_INFINITY,
  );
  const tickets =
    call.satisfaction === 'surveys' ? await visibleTickets(call) : [];
  const responses = tickets
    .flatMap(each => wireSurveyResponse(each) ?? [])
    .filter(response => {
      const at = Date.parse(response.answers[0].created_at);
      return (
        (subjects === undefined ||
          subjects.includes(response.subjects[0].zrn)) &&
        (responders === undefined ||
          responders.includes(String(response.responder_id))) &&
        at >= from &&
        at <= to
      );
    });
  const page = cursorPage(call.request, call.origin, responses);
  return {
    status: 200,
    body: { survey_responses: page.items, ...page.envelope },
  };
}

function listOf(value: string | null): string[] | undefined {
  return value?.split(',').filter(Boolean);
}

/** `received` means both verdicts. */
function scoresOf(score: string | null): string[] | undefined {
  switch (score) {
    case null:
      return undefined;
    case 'received':
      return ['good', 'bad'];
    case 'received_with_comment':
      return ['good', 'bad'];
    default:
      return [score];
  }
}

import {
  toLongText,
  type SatisfactionData,
  newestFirst,
} from '@customer-360/backstage-plugin-customer-360-common';
import {
  Drift,
  SourceError,
} from '@customer-360/backstage-plugin-customer-360-node';
import { z } from 'zod';
import {
  ratingSchema,
  surveyPageSchema,
  type SurveyResponse,
  type WireTicket,
} from '../api/wire';
import type { OrganizationReads } from '../reads/OrganizationReads';
import { MAX_PAGE, readNewestTickets } from '../reads/readTicketPage';
import type { ReadFacet } from './FacetReads';

type Rating = SatisfactionData['ratings'][number];

/** What a ticket says of its rating in the legacy system. */
const embeddedSchema = z.object({
  id: z.number().int().positive().nullish(),
  score: z.string(),
  comment: z.string().nullish(),
});

interface Surveys {
  readonly ratings: readonly Rating[];
  readonly truncated: boolean;
}

const NO_SURVEYS: Surveys = { ratings: [], truncated: false };

/** Ratings whose date is asked for, each by a call of its own. */
const MAX_DATED = 10;

/**
 * How they rate our support, on their newest tickets. Zendesk has an older and
 * a newer system, and an account uses one of them; tickets from before a move
 * still carry their rating of the older one.
 *
 * @internal
 */
export const readSatisfaction: ReadFacet<SatisfactionData> = async reads => {
  const { batch, nextCursor } = await readNewestTickets(reads);
  const { system } = reads.config.satisfaction;
  const drift = new Drift();
  const surveys =
    system === 'ratings'
      ? NO_SURVEYS
      : await readSurveys(reads, batch.tickets, drift);
  const answered = new Set(surveys.ratings.map(({ ticketId }) => ticketId));
  const rated =
    system === 'surveys'
      ? []
      : batch.tickets.filter(
          ticket =>
            !answered.has(String(ticket.id)) &&
            scoreOf(ticket, drift) !== undefined,
        );
  const ratings = [
    ...surveys.ratings,
    ...(await readRatings(reads, rated, drift)),
  ];
  ratings.sort(newestFirst(({ at }) => at));
  return {
    data: { ratings },
    missing: drift.missing,
    truncated: nextCursor !== undefined || surveys.truncated,
  };
};

/** @returns undefined for an offer that nobody has answered */
function scoreOf(ticket: WireTicket, drift: Drift) {
  const rating = drift.optional(
    embeddedSchema,
    ticket.satisfaction_rating,
    'The rating of some tickets',
  );
  switch (rating?.score) {
    case 'good':
    case 'bad':
      return { ...rating, good: rating.score === 'good' };
    case undefined:
    case 'offered':
    case 'unoffered':
      return undefined;
    default:
      drift.add('Some ratings are of a kind that is not known');
      return undefined;
  }
}

/** The ticket has the score and the words, the rating itself has the date. */
async function readRatings(
  reads: OrganizationReads,
  tickets: readonly WireTicket[],
  drift: Drift,
): Promise<Rating[]> {
  return Promise.all(
    tickets.map(async (ticket, index) => {
      const score = scoreOf(ticket, drift);
      // Every rating counts; only the newest are worth a call for their date.
      const at =
        index < MAX_DATED
          ? await readRatingDate(reads, ticket, score?.id ?? undefined)
          : undefined;
      if (at === undefined) {
        drift.add(
          "When some ratings were given could not be read; their tickets' last change stands for it",
        );
      }
      return {
        source: reads.sourceId,
        id: String(score?.id ?? ticket.id),
        url: reads.links.ticket(ticket.id),
        rating: { kind: 'binary' as const, good: score?.good === true },
        at: at ?? ticket.updated_at,
        ticketId: String(ticket.id),
        comment: score?.comment ? toLongText(score.comment) : undefined,
      };
    }),
  );
}

async function readRatingDate(
  reads: OrganizationReads,
  ticket: WireTicket,
  ratingId: number | undefined,
): Promise<string | undefined> {
  if (ratingId === undefined) {
    return undefined;
  }
  try {
    const { satisfaction_rating: rating } = await reads.api.get({
      operation: 'satisfaction_ratings.get',
      path: ['satisfaction_ratings', ratingId],
      schema: ratingSchema,
    });
    if (rating.ticket_id !== ticket.id) {
      throw new SourceError('identity_mismatch');
    }
    return rating.created_at;
  } catch (error) {
    // Only admins may read ratings; the scores on the tickets are for all.
    if (isOutOfReach(error)) {
      return undefined;
    }
    throw error;
  }
}

async function readSurveys(
  reads: OrganizationReads,
  tickets: readonly WireTicket[],
  drift: Drift,
): Promise<Surveys> {
  if (tickets.length === 0) {
    return NO_SURVEYS;
  }
  const asked = new Map(tickets.map(({ id }) => [`zen:ticket:${id}`, id]));
  let responses: SurveyResponse[];
  let truncated: boolean;
  try {
    const answer = await reads.api.get({
      operation: 'survey_responses.list',
      path: ['guide', 'survey_responses'],
      query: {
        'filter[subject_zrns]': [...asked.keys()].join(','),
        'page[size]': MAX_PAGE,
      },
      schema: surveyPageSchema,
    });
    responses = answer.survey_responses;
    truncated = answer.meta.has_more;
  } catch (error) {
    if (!isOutOfReach(error)) {
      throw error;
    }
    // An account on the older system has no such place, which is not told
    // apart from one that our client may not enter.
    if (reads.config.satisfaction.system === 'surveys') {
      drift.add('Survey answers could not be read: the client lacks the right');
    }
    return NO_SURVEYS;
  }
  const ratings = responses.flatMap(response => {
    const ticketId = response.subjects
      .map(({ zrn }) => asked.get(zrn))
      .find(id => id !== undefined);
    if (ticketId === undefined) {
      throw new SourceError('identity_mismatch');
    }
    const scale = response.answers.find(({ type }) => type === 'rating_scale');
    const rating = scale && ratingOf(scale, reads, drift);
    const words = response.answers.find(({ type }) => type === 'open_ended');
    return scale && rating
      ? [
          {
            source: reads.sourceId,
            id: response.id,
            url: reads.links.ticket(ticketId),
            rating,
            at: scale.created_at,
            ticketId: String(ticketId),
            comment: words?.value ? toLongText(words.value) : undefined,
          },
        ]
      : [];
  });
  return { ratings, truncated };
}

function ratingOf(
  answer: SurveyResponse['answers'][number],
  reads: OrganizationReads,
  drift: Drift,
): Rating['rating'] | undefined {
  const { scale } = reads.config.satisfaction;
  const { rating, rating_category: category } = answer;
  if (typeof rating === 'number' && rating >= 0 && rating <= scale) {
    return { kind: 'scale', score: rating, max: scale };
  }
  if (category === 'good' || category === 'bad') {
    return { kind: 'binary', good: category === 'good' };
  }
  drift.add('Some ratings are of a kind that is not known');
  return undefined;
}

function isOutOfReach(error: unknown): boolean {
  return (
    SourceError.is(error) &&
    (error.reason === 'no_access' || error.reason === 'not_found')
  );
}

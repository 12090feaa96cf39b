import type { Company } from '../../world/types.ts';
import type { RecordSet } from './CrmRecord.ts';
import { instantOf } from './values.ts';

/** A submission's id is its company's with this before it. @internal */
export const FEEDBACK_PREFIX = '7';

/**
 * The latest NPS answer as a feedback submission of the primary contact.
 *
 * @internal
 */
export function feedbackRecords(company: Company): RecordSet {
  const { nps, npsAt } = company.relationship;
  if (nps === undefined || npsAt === undefined) {
    return { records: [], links: [] };
  }
  const id = `${FEEDBACK_PREFIX}${company.ids.hubspot}`;
  const at = instantOf(npsAt);
  const contact = company.people.find(person => person.role === 'primary');
  return {
    records: [
      {
        type: 'feedback_submissions',
        id,
        createdAt: at,
        updatedAt: at,
        properties: {
          hs_survey_name: 'Customer loyalty',
          hs_survey_type: 'NPS',
          hs_value: String(nps),
          hs_sentiment: sentimentOf(nps),
          hs_submission_timestamp: at,
          hs_content: null,
          hs_createdate: at,
          hs_lastmodifieddate: at,
        },
      },
    ],
    links: [
      {
        from: { type: 'feedback_submissions', id },
        to: { type: 'companies', id: company.ids.hubspot },
      },
      ...(contact
        ? [
            {
              from: { type: 'feedback_submissions' as const, id },
              to: { type: 'contacts' as const, id: contact.hubspotContactId },
            },
          ]
        : []),
    ],
  };
}

/** NPS: 9 and 10 promote, 7 and 8 are passive, the rest detract. */
function sentimentOf(nps: number): string {
  if (nps >= 9) {
    return 'PROMOTER';
  }
  return nps >= 7 ? 'PASSIVE' : 'DETRACTOR';
}

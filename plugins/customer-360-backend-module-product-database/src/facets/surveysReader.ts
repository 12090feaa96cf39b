import {
  toLongText,
  toShortText,
  type SurveysData,
  newestFirst,
} from '@customer-360/backstage-plugin-customer-360-common';
import type { FacetReader } from '@customer-360/backstage-plugin-customer-360-node';
import { rowsIfConfigured, type FacetContext } from './FacetContext';
import { knownAccount } from './knownAccount';

const KINDS = ['nps', 'csat', 'ces'] as const;

/** What they said when the product asked them. */
export function surveysReader(facet: FacetContext): FacetReader<SurveysData> {
  return {
    async read(account, context) {
      await knownAccount(facet, account, context);
      const surveys = await rowsIfConfigured(
        facet,
        'surveys',
        account,
        context,
      );
      const responses = surveys.rows.flatMap(row => {
        // A query without the column asks how likely they would recommend us.
        const kind = KINDS.find(
          each => each === (row.kind ?? 'nps').toLowerCase(),
        );
        return kind === undefined
          ? []
          : [
              {
                source: facet.source,
                id: row.response_id,
                url: facet.accountLink({ id: account.id }),
                kind,
                score: row.score,
                at: row.answered_at,
                respondent:
                  row.respondent === undefined
                    ? undefined
                    : toShortText(row.respondent),
                comment:
                  row.comment === undefined
                    ? undefined
                    : toLongText(row.comment),
              },
            ];
      });
      return {
        missing:
          responses.length < surveys.rows.length
            ? [...surveys.missing, 'answers to surveys of an unknown kind']
            : surveys.missing,
        truncated: surveys.truncated,
        data: {
          responses: responses.sort(newestFirst(({ at }) => at)),
        },
      };
    },
  };
}

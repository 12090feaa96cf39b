import { standard } from './PropertyDefinition.ts';
import type { PropertyDefinition } from './PropertyDefinition.ts';

/** @internal */
export const feedbackProperties: readonly PropertyDefinition[] = [
  standard('hs_survey_name', 'Survey Name', 'string'),
  standard('hs_survey_type', 'Survey Type', 'enumeration', {
    options: [
      ['NPS', 'Loyalty'],
      ['CSAT', 'Satisfaction'],
      ['CES', 'Support'],
    ],
  }),
  standard('hs_value', 'Rating', 'number'),
  standard('hs_sentiment', 'Sentiment', 'enumeration', {
    options: [
      ['PROMOTER', 'Promoter'],
      ['PASSIVE', 'Passive'],
      ['DETRACTOR', 'Detractor'],
    ],
  }),
  standard('hs_submission_timestamp', 'Date submitted', 'datetime'),
  standard('hs_content', 'Answer', 'string'),
];

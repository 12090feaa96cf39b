import { dealPipelines } from './dealStages.ts';
import { custom, standard } from './PropertyDefinition.ts';
import type { PropertyDefinition } from './PropertyDefinition.ts';

/** @internal */
export const dealProperties: readonly PropertyDefinition[] = [
  standard('dealname', 'Deal Name', 'string'),
  standard('amount', 'Amount', 'number', {
    description: 'Major units of deal_currency_code.',
  }),
  standard('amount_in_home_currency', 'Amount in company currency', 'number'),
  standard('deal_currency_code', 'Currency', 'enumeration'),
  standard('dealstage', 'Deal Stage', 'enumeration', {
    options: dealPipelines.flatMap(pipeline =>
      pipeline.stages.map(stage => [stage.id, stage.label] as const),
    ),
  }),
  standard('pipeline', 'Pipeline', 'enumeration', {
    options: dealPipelines.map(
      pipeline => [pipeline.id, pipeline.label] as const,
    ),
  }),
  standard('dealtype', 'Deal Type', 'enumeration', {
    options: [
      ['newbusiness', 'New Business'],
      ['existingbusiness', 'Existing Business'],
    ],
  }),
  standard('closedate', 'Close Date', 'datetime'),
  standard('createdate', 'Create Date', 'datetime'),
  standard('hs_is_closed', 'Is Deal Closed?', 'bool'),
  standard('hs_is_closed_won', 'Is Closed Won', 'bool'),
  standard('hs_deal_stage_probability', 'Deal probability', 'number'),
  standard('hs_next_step', 'Next step', 'string'),
  standard('hs_mrr', 'Monthly recurring revenue', 'number'),
  standard('hs_arr', 'Annual recurring revenue', 'number'),
  standard('hs_acv', 'Annual contract value', 'number'),
  standard('hs_tcv', 'Total contract value', 'number'),
  custom('deal_kind', 'Kind of deal', 'enumeration', {
    options: [
      ['new', 'New'],
      ['renewal', 'Renewal'],
      ['expansion', 'Expansion'],
    ],
  }),
  custom('is_private', 'Private to the deal team', 'bool'),
];

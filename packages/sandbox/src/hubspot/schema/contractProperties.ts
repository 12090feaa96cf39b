import { custom, standard } from './PropertyDefinition.ts';
import type { PropertyDefinition } from './PropertyDefinition.ts';

/** @internal */
export const contractProperties: readonly PropertyDefinition[] = [
  standard('hs_contract_name', 'Contract name', 'string'),
  custom('contract_number', 'Contract number', 'string', { unique: true }),
  custom('contract_start_date', 'Start', 'date'),
  custom('contract_end_date', 'End', 'date'),
  custom('contract_notice_days', 'Notice period in days', 'number'),
  custom('contract_auto_renews', 'Renews by itself', 'bool'),
  custom('contract_annual_value', 'Value a year', 'number', {
    description: 'Major units of contract_currency.',
  }),
  custom('contract_currency', 'Currency', 'string'),
  custom('contract_term_months', 'Term in months', 'number'),
];

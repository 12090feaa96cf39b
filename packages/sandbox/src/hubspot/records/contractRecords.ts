import type { Company } from '../../world/types.ts';
import type { RecordSet } from './CrmRecord.ts';
import { instantOf, majorUnits } from './values.ts';

/**
 * A company's contract in HubSpot's contract object.
 *
 * @internal
 */
export function contractRecords(company: Company): RecordSet {
  const { contract } = company;
  if (!contract) {
    return { records: [], links: [] };
  }
  const at = instantOf(contract.startDay);
  return {
    records: [
      {
        type: 'contracts',
        id: contract.hubspotId,
        createdAt: at,
        updatedAt: at,
        properties: {
          hs_contract_name: `${company.name}, ${contract.number}`,
          contract_number: contract.number,
          contract_start_date: contract.startDay,
          contract_end_date: contract.endDay,
          contract_notice_days: String(contract.noticeDays),
          contract_auto_renews: String(contract.autoRenews),
          contract_annual_value: majorUnits(
            contract.annualValue,
            contract.currency,
          ),
          contract_currency: contract.currency,
          contract_term_months: String(contract.termMonths),
          hs_createdate: at,
          hs_lastmodifieddate: at,
        },
      },
    ],
    links: [
      {
        from: { type: 'contracts', id: contract.hubspotId },
        to: { type: 'companies', id: company.ids.hubspot },
      },
    ],
  };
}

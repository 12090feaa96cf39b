import type { Company, Relationship, Staff } from '../../world/types.ts';
import { renewalPipeline, salesPipeline } from '../schema/dealStages.ts';
import type { DealPipeline, DealStage } from '../schema/dealStages.ts';
import type { CrmRecord, RecordLink, RecordSet } from './CrmRecord.ts';
import { instantOf, majorUnits, propertyValue } from './values.ts';

type Opportunity = Relationship['opportunities'][number];

/**
 * A company's opportunities as deals, and their next steps as tasks.
 *
 * @internal
 */
export function dealRecords(
  company: Company,
  staff: ReadonlyMap<string, Staff>,
): RecordSet {
  const owner = staff.get(company.accountExecutive)?.hubspotOwnerId;
  const records: CrmRecord[] = [];
  const links: RecordLink[] = [];
  for (const opportunity of company.relationship.opportunities) {
    const deal = dealRecord(company, opportunity, owner);
    records.push(deal);
    links.push({
      from: { type: 'deals', id: deal.id },
      to: { type: 'companies', id: company.ids.hubspot },
      primary: true,
    });
    const contact = company.people.find(person => person.role === 'primary');
    if (contact) {
      links.push({
        from: { type: 'deals', id: deal.id },
        to: { type: 'contacts', id: contact.hubspotContactId },
      });
    }
    const task = taskRecord(opportunity, deal, owner);
    if (task) {
      records.push(task);
      links.push(
        {
          from: { type: 'tasks', id: task.id },
          to: { type: 'deals', id: deal.id },
        },
        {
          from: { type: 'tasks', id: task.id },
          to: { type: 'companies', id: company.ids.hubspot },
        },
      );
    }
  }
  return { records, links };
}

/** A task's id is its deal's with this before it: nothing else makes tasks. */
export const TASK_PREFIX = '8';

function dealRecord(
  company: Company,
  opportunity: Opportunity,
  owner: string | undefined,
): CrmRecord {
  const pipeline =
    opportunity.kind === 'renewal' ? renewalPipeline : salesPipeline;
  const stage = stageOf(pipeline, opportunity);
  const createdAt = instantOf(
    new Date(
      Math.max(
        Date.parse(company.createdAt),
        Date.parse(opportunity.closeDay) - 90 * 86_400_000,
      ),
    ).toISOString(),
  );
  const amount = majorUnits(opportunity.amount, opportunity.currency);
  return {
    type: 'deals',
    id: opportunity.hubspotId,
    createdAt,
    updatedAt: createdAt,
    properties: {
      dealname: opportunity.name,
      amount,
      amount_in_home_currency: null,
      deal_currency_code: opportunity.currency,
      dealstage: stage.id,
      pipeline: pipeline.id,
      dealtype: opportunity.kind === 'new' ? 'newbusiness' : 'existingbusiness',
      closedate: instantOf(opportunity.closeDay),
      createdate: createdAt,
      hs_createdate: createdAt,
      hs_lastmodifieddate: createdAt,
      hubspot_owner_id: propertyValue(owner),
      hs_is_closed: String(stage.isClosed),
      hs_is_closed_won: String(opportunity.status === 'won'),
      hs_deal_stage_probability: stage.probability,
      hs_next_step: propertyValue(opportunity.nextStep),
      hs_mrr: null,
      hs_arr: null,
      hs_acv: amount,
      hs_tcv: amount,
      deal_kind: opportunity.kind,
      is_private: String(opportunity.private),
    },
  };
}

/** The pipeline's stage behind the world's word for it. */
function stageOf(pipeline: DealPipeline, opportunity: Opportunity): DealStage {
  const closed = pipeline.stages.filter(stage => stage.isClosed);
  if (opportunity.status === 'won') {
    return closed[0];
  }
  if (opportunity.status === 'lost') {
    return closed[1];
  }
  const word = opportunity.stage.toLowerCase();
  return (
    pipeline.stages.find(
      stage => !stage.isClosed && stage.label.toLowerCase() === word,
    ) ?? pipeline.stages[0]
  );
}

function taskRecord(
  opportunity: Opportunity,
  deal: CrmRecord,
  owner: string | undefined,
): CrmRecord | undefined {
  if (opportunity.status !== 'open' || opportunity.nextStep === undefined) {
    return undefined;
  }
  return {
    type: 'tasks',
    id: `${TASK_PREFIX}${deal.id}`,
    createdAt: deal.createdAt,
    updatedAt: deal.updatedAt,
    properties: {
      hs_timestamp: instantOf(opportunity.closeDay),
      hs_task_subject: opportunity.nextStep,
      hs_task_body: null,
      hs_task_status: 'NOT_STARTED',
      hs_task_priority: 'MEDIUM',
      hubspot_owner_id: propertyValue(owner),
      hs_createdate: deal.createdAt,
      hs_lastmodifieddate: deal.updatedAt,
    },
  };
}

import {
  toShortText,
  type OpportunitiesData,
} from '@customer-360/backstage-plugin-customer-360-common';
import {
  Drift,
  SourceError,
} from '@customer-360/backstage-plugin-customer-360-node';
import type { CompanyReads } from '../reads/CompanyReads';
import { readDeals } from '../reads/readDeals';
import { Properties } from '../values/Properties';
import { toMinorUnits } from '../values/toMinorUnits';
import type { ReadFacet } from './FacetReads';

interface Stage {
  readonly label: string;
  readonly closed: boolean;
  readonly won: boolean;
}

/** What sales is working on. @internal */
export const readOpportunities: ReadFacet<OpportunitiesData> = async reads => {
  const drift = new Drift();
  const [portal, deals, stages] = await Promise.all([
    reads.portal(),
    readDeals(reads),
    readStages(reads),
  ]);
  drift.addAll(deals.missing);
  const opportunities: OpportunitiesData['opportunities'] = [];
  for (const deal of deals.visible) {
    const properties = new Properties(deal.properties, drift);
    const short = (name: string) => {
      const text = properties.text(name);
      return text === undefined ? undefined : toShortText(text);
    };
    // `dealstage` holds an internal id, a number in a portal's own pipelines.
    const stageId = short('dealstage');
    const stage = stageId === undefined ? undefined : stages.get(stageId);
    if (stageId !== undefined && stage === undefined) {
      drift.add('Some deals stand in a stage that no pipeline has');
    }
    const amount = properties.text('amount');
    const money = toMinorUnits(
      amount,
      short('deal_currency_code') ?? portal.currency,
    );
    if (amount !== undefined && money === undefined) {
      drift.add('The amount of some deals could not be read');
    }
    const owner = properties.text('hubspot_owner_id');
    opportunities.push({
      source: reads.sourceId,
      id: deal.id,
      url: portal.urlOf('deals', deal.id),
      name: short('dealname') ?? `Deal ${deal.id}`,
      stage: stage?.label ?? 'Unknown stage',
      status: statusOf(properties, stage),
      amount: money,
      closeDay: properties.day('closedate', portal.timeZone),
      person:
        owner === undefined
          ? undefined
          : await nameOfOwner(reads, owner, drift),
      nextStep: short('hs_next_step'),
    });
  }
  return {
    data: { opportunities },
    missing: drift.missing,
    truncated: deals.truncated,
  };
};

async function readStages(
  reads: CompanyReads,
): Promise<ReadonlyMap<string, Stage>> {
  const stages = new Map<string, Stage>();
  for (const pipeline of await reads.dealPipelines()) {
    for (const { id, label, metadata } of pipeline.stages) {
      stages.set(id, {
        label: toShortText(label),
        closed: String(metadata?.isClosed) === 'true',
        won: Number(metadata?.probability) === 1,
      });
    }
  }
  return stages;
}

/** The deal's own word first; the stage where a portal has it not yet. */
function statusOf(
  properties: Properties,
  stage: Stage | undefined,
): 'open' | 'won' | 'lost' {
  const closed = properties.boolean('hs_is_closed') ?? stage?.closed ?? false;
  if (!closed) {
    return 'open';
  }
  const won = properties.boolean('hs_is_closed_won') ?? stage?.won ?? false;
  return won ? 'won' : 'lost';
}

async function nameOfOwner(
  reads: CompanyReads,
  id: string,
  drift: Drift,
): Promise<string | undefined> {
  try {
    const person = await (await reads.owners()).find(id);
    return person && toShortText(person.name);
  } catch (error) {
    if (!SourceError.is(error) || error.reason !== 'no_access') {
      throw error;
    }
    drift.add('The names of owners could not be read');
    return undefined;
  }
}

import type { VendorResponse } from '../../server/types.ts';
import { scopeOf } from '../auth.ts';
import { hubSpotErrors } from '../HubSpotError.ts';
import { dealPipelines } from '../schema/dealStages.ts';
import type { Pipeline } from '../wire/types.ts';
import { requireObjectType } from './HubSpotCall.ts';
import type { HubSpotCall } from './HubSpotCall.ts';

const SINCE = '2021-04-06T08:00:00.000Z';

const deals: readonly Pipeline[] = dealPipelines.map((pipeline, at) => ({
  id: pipeline.id,
  label: pipeline.label,
  displayOrder: at,
  createdAt: SINCE,
  updatedAt: SINCE,
  archived: false,
  stages: pipeline.stages.map((stage, order) => ({
    id: stage.id,
    label: stage.label,
    displayOrder: order,
    // Booleans of a stage's metadata are texts.
    metadata: {
      isClosed: String(stage.isClosed),
      probability: stage.probability,
    },
    createdAt: SINCE,
    updatedAt: SINCE,
    archived: false,
    writePermissions: 'CRM_PERMISSIONS_ENFORCEMENT',
  })),
}));

const tickets: readonly Pipeline[] = [
  {
    id: '0',
    label: 'Support pipeline',
    displayOrder: 0,
    createdAt: SINCE,
    updatedAt: SINCE,
    archived: false,
    stages: [
      ['1', 'New', 'OPEN'],
      ['2', 'Waiting on contact', 'OPEN'],
      ['3', 'Waiting on us', 'OPEN'],
      ['4', 'Closed', 'CLOSED'],
    ].map(([id, label, ticketState], order) => ({
      id,
      label,
      displayOrder: order,
      metadata: { ticketState },
      createdAt: SINCE,
      updatedAt: SINCE,
      archived: false,
    })),
  },
];

/** `GET /crm/pipelines/2026-09/{type}` @internal */
export function listPipelines(
  call: HubSpotCall,
  parameters: Readonly<Record<string, string>>,
): VendorResponse {
  const type = requireObjectType(parameters.type);
  call.caller.require(scopeOf(type));
  if (type !== 'deals' && type !== 'tickets') {
    throw hubSpotErrors.resourceNotFound();
  }
  return {
    status: 200,
    body: { results: type === 'deals' ? deals : tickets },
  };
}

import type { VendorResponse } from '../../server/types.ts';
import { associationLabels } from '../associationTypes.ts';
import { scopeOf } from '../auth.ts';
import { hubSpotErrors } from '../HubSpotError.ts';
import { singularOf } from '../objectTypes.ts';
import type { AssociationsBatch, BatchError } from '../wire/types.ts';
import { isRecord, jsonBody, requireObjectType } from './HubSpotCall.ts';
import type { HubSpotCall } from './HubSpotCall.ts';
import { inputIds } from './inputIds.ts';

const MAX_INPUTS = 1_000;
/** Associations of one record that come in one answer; the rest by `after`. */
const MAX_PER_RECORD = 500;

/** `POST /crm/associations/2026-09/{from}/{to}/batch/read` @internal */
export function readAssociations(
  call: HubSpotCall,
  parameters: Readonly<Record<string, string>>,
): VendorResponse {
  const from = requireObjectType(parameters.from);
  const to = requireObjectType(parameters.to);
  call.caller.require(scopeOf(from), scopeOf(to));
  const { inputs } = jsonBody(call.request);
  const ids = inputIds(inputs, MAX_INPUTS);
  const starts = (Array.isArray(inputs) ? inputs : []).map(startOf);
  const results: AssociationsBatch['results'] = [];
  const errors: BatchError[] = [];
  for (const [at, id] of ids.entries()) {
    const associates = call.portal.associates(from, id, to);
    if (associates.length === 0) {
      // A record without associations, and one that is not there, is an error
      // entry of a 207 and no empty result.
      errors.push({
        status: 'error',
        category: 'OBJECT_NOT_FOUND',
        subCategory: 'crm.associations.NO_ASSOCIATIONS_FOUND',
        message: `No ${singularOf(to)} is associated with ${singularOf(
          from,
        )} ${id}.`,
        context: {
          fromObjectId: [id],
          fromObjectType: [singularOf(from)],
          toObjectType: [singularOf(to)],
        },
      });
      continue;
    }
    const start = starts[at];
    const end = start + MAX_PER_RECORD;
    results.push({
      from: { id },
      to: associates.slice(start, end).map(associate => ({
        toObjectId: associate.id,
        associationTypes: [...associate.types],
      })),
      ...(associates.length > end && {
        paging: { next: { after: cursorOf(end) } },
      }),
    });
  }
  const stamp = call.now.toISOString();
  const body: AssociationsBatch = {
    status: 'COMPLETE',
    results,
    ...(errors.length > 0 && { numErrors: errors.length, errors }),
    startedAt: stamp,
    completedAt: stamp,
  };
  return { status: errors.length > 0 ? 207 : 200, body };
}

/** `GET /crm/associations/2026-09/{from}/{to}/labels` @internal */
export function readLabels(
  call: HubSpotCall,
  parameters: Readonly<Record<string, string>>,
): VendorResponse {
  const from = requireObjectType(parameters.from);
  const to = requireObjectType(parameters.to);
  call.caller.require(scopeOf(from), scopeOf(to));
  return { status: 200, body: { results: associationLabels(from, to) } };
}

function cursorOf(start: number): string {
  return Buffer.from(`0-${start}`).toString('base64url');
}

function startOf(input: unknown): number {
  const after = isRecord(input) ? input.after : undefined;
  if (after === undefined || after === null || after === '') {
    return 0;
  }
  const match = /^0-(\d{1,9})$/.exec(
    Buffer.from(String(after), 'base64url').toString('utf8'),
  );
  if (!match) {
    throw hubSpotErrors.validation('Invalid input JSON: "after" is no cursor');
  }
  return Number(match[1]);
}

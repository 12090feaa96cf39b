import type { VendorResponse } from '../../server/types.ts';
import { scopeOf } from '../auth.ts';
import { singularOf } from '../objectTypes.ts';
import { crmObject } from '../wire/crmObject.ts';
import type { BatchError } from '../wire/types.ts';
import { findRecord } from './findRecord.ts';
import { jsonBody, requireObjectType, textList } from './HubSpotCall.ts';
import type { HubSpotCall } from './HubSpotCall.ts';
import { inputIds } from './inputIds.ts';

/** `POST /crm/objects/2026-09/{type}/batch/read` @internal */
export function batchRead(
  call: HubSpotCall,
  parameters: Readonly<Record<string, string>>,
): VendorResponse {
  const type = requireObjectType(parameters.type);
  call.caller.require(scopeOf(type));
  const body = jsonBody(call.request);
  const ids = inputIds(body.inputs);
  const idProperty =
    typeof body.idProperty === 'string' ? body.idProperty : undefined;
  const properties = textList(body.properties, 'properties');
  const withHistory = textList(
    body.propertiesWithHistory,
    'propertiesWithHistory',
  );
  const missing: string[] = [];
  const results = [...new Set(ids)].flatMap(id => {
    const record = findRecord(call, type, id, idProperty);
    if (!record) {
      missing.push(id);
      return [];
    }
    return [crmObject(record, { properties, withHistory })];
  });
  const errors: BatchError[] =
    missing.length === 0
      ? []
      : [
          {
            status: 'error',
            category: 'OBJECT_NOT_FOUND',
            message: `Could not get some ${singularOf(
              type,
            ).toUpperCase()} objects, they may be deleted or not exist. Check that ids are valid.`,
            context: { ids: missing },
          },
        ];
  const at = call.now.toISOString();
  return {
    // Some found and some not is a success of its own kind.
    status: errors.length > 0 ? 207 : 200,
    body: {
      status: 'COMPLETE',
      results,
      ...(errors.length > 0 && { numErrors: missing.length, errors }),
      startedAt: at,
      completedAt: at,
    },
  };
}

import type { VendorResponse } from '../../server/types.ts';
import { scopeOf } from '../auth.ts';
import { hubSpotErrors } from '../HubSpotError.ts';
import type { ObjectType } from '../objectTypes.ts';
import { objectTypes, singularOf } from '../objectTypes.ts';
import type { CrmRecord } from '../records/CrmRecord.ts';
import { crmObject } from '../wire/crmObject.ts';
import { findRecord } from './findRecord.ts';
import { queryLimit, queryList, requireObjectType } from './HubSpotCall.ts';
import type { HubSpotCall } from './HubSpotCall.ts';

const MAX_LIST = 100;

/** `GET /crm/objects/2026-09/{type}/{id}` @internal */
export function getObject(
  call: HubSpotCall,
  parameters: Readonly<Record<string, string>>,
): VendorResponse {
  const type = requireObjectType(parameters.type);
  call.caller.require(scopeOf(type));
  const record =
    call.request.query.get('archived') === 'true'
      ? call.portal.archived(type, parameters.id)
      : findRecord(
          call,
          type,
          parameters.id,
          call.request.query.get('idProperty') ?? undefined,
        );
  if (!record) {
    throw hubSpotErrors.objectNotFound();
  }
  const withAssociations = queryList(call.request, 'associations').map(
    requireObjectType,
  );
  return {
    status: 200,
    body: {
      ...crmObject(record, asked(call)),
      ...associationsOf(call, record, withAssociations),
    },
  };
}

/** `GET /crm/objects/2026-09/{type}` @internal */
export function listObjects(
  call: HubSpotCall,
  parameters: Readonly<Record<string, string>>,
): VendorResponse {
  const type = requireObjectType(parameters.type);
  call.caller.require(scopeOf(type));
  const limit = queryLimit(call.request, { fallback: 10, max: MAX_LIST });
  const after = call.request.query.get('after') ?? undefined;
  const withAssociations = queryList(call.request, 'associations').map(
    requireObjectType,
  );
  const { records, more } =
    call.request.query.get('archived') === 'true'
      ? archivedPage(call, type, after, limit)
      : page(call, type, after, limit);
  const last = records.at(-1);
  return {
    status: 200,
    body: {
      results: records.map(record => ({
        ...crmObject(record, asked(call)),
        ...associationsOf(call, record, withAssociations),
      })),
      ...(more &&
        last && {
          paging: {
            next: {
              after: last.id,
              link: `https://api.hubapi.com${call.request.path}?after=${last.id}&limit=${limit}`,
            },
          },
        }),
    },
  };
}

function asked(call: HubSpotCall) {
  return {
    properties: queryList(call.request, 'properties'),
    withHistory: queryList(call.request, 'propertiesWithHistory'),
  };
}

/** The next records of a type, company by company, from after one record on. */
function page(
  call: HubSpotCall,
  type: ObjectType,
  after: string | undefined,
  limit: number,
): { records: CrmRecord[]; more: boolean } {
  let start = 0;
  let skip = 0;
  if (after !== undefined) {
    const index = call.portal.companyIndexOf(type, after);
    if (index === undefined) {
      throw hubSpotErrors.validation(
        `Invalid value for parameter "after": ${after.slice(0, 40)}`,
      );
    }
    start = index;
    skip =
      call.portal.ofCompany(index, type).findIndex(each => each.id === after) +
      1;
  }
  const records: CrmRecord[] = [];
  for (
    let index = start;
    index < call.portal.size && records.length <= limit;
    index += 1
  ) {
    const own = call.lists(index) ? call.portal.ofCompany(index, type) : [];
    records.push(...(index === start ? own.slice(skip) : own));
  }
  return { records: records.slice(0, limit), more: records.length > limit };
}

/** The recycling bin, in the order in which things were thrown away. */
function archivedPage(
  call: HubSpotCall,
  type: ObjectType,
  after: string | undefined,
  limit: number,
): { records: CrmRecord[]; more: boolean } {
  const all = call.portal.allArchived(type);
  const start =
    after === undefined ? 0 : all.findIndex(each => each.id === after) + 1;
  return {
    records: all.slice(start, start + limit),
    more: all.length > start + limit,
  };
}

function associationsOf(
  call: HubSpotCall,
  record: CrmRecord,
  types: readonly ObjectType[],
): { associations?: Record<string, unknown> } {
  const associations: Record<string, unknown> = {};
  for (const to of objectTypes.filter(type => types.includes(type))) {
    const results = call.portal.associates(record.type, record.id, to);
    // HubSpot leaves a type out that nothing is associated with.
    if (results.length > 0) {
      associations[to] = {
        results: results.flatMap(associate =>
          associate.types.map(type => ({
            id: associate.id,
            type:
              type.label === null
                ? `${singularOf(record.type)}_to_${singularOf(to)}${
                    type.typeId === 279 || type.typeId === 280
                      ? '_unlabeled'
                      : ''
                  }`
                : `${singularOf(record.type)}_to_${singularOf(to)}`,
          })),
        ),
      };
    }
  }
  return Object.keys(associations).length > 0 ? { associations } : {};
}

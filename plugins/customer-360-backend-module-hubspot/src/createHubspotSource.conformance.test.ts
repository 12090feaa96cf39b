import {
  describeSourceConformance,
  type VendorAnswer,
  type VendorRequest,
} from '@customer-360/backstage-plugin-customer-360-node/testUtils';
import { createHubspotSource } from './createHubspotSource';
import {
  ACCOUNT,
  brightwater,
  entryFor,
  NOW,
} from './__testUtils__/brightwater';

interface Json {
  [key: string]: unknown;
}

/** Every record of an answer, whatever it came in. */
function mapRecords(answer: VendorAnswer, fn: (record: Json) => Json) {
  const json = answer.json as Json & { results?: Json[] };
  return {
    ...answer,
    json: json.results ? { ...json, results: json.results.map(fn) } : fn(json),
  };
}

const isAssociations = ({ path }: VendorRequest) =>
  path.startsWith('/crm/associations/');

const fromCompany = ({ path }: VendorRequest) =>
  path.startsWith('/crm/associations/2026-09/companies/');

// Each case reads eleven facets, some of them with the pauses between retries.
jest.setTimeout(30_000);

const portal = brightwater();

describeSourceConformance({
  name: 'HubSpot',
  createSource: baseUrl => createHubspotSource(entryFor(baseUrl)),
  account: ACCOUNT,
  now: NOW,
  respond: portal.respond,
  empty: (request, healthy) =>
    isAssociations(request)
      ? {
          status: 207,
          json: {
            results: [],
            errors: [{ subCategory: 'crm.associations.NO_ASSOCIATIONS_FOUND' }],
          },
        }
      : mapRecords(healthy, record => ({
          ...record,
          properties: {},
          propertiesWithHistory: {},
        })),
  neverEmpty: ['account'],
  wrongCustomer: (request, healthy) =>
    isAssociations(request)
      ? mapRecords(healthy, record => ({ ...record, from: { id: '666' } }))
      : mapRecords(healthy, record => ({ ...record, id: '666' })),
  unknownEnum: (request, healthy) =>
    isAssociations(request)
      ? healthy
      : mapRecords(healthy, ({ properties, ...record }) => ({
          ...record,
          properties: Object.fromEntries(
            Object.entries(properties as Json).map(([name, value]) => [
              name,
              /status|outcome|stage|role|direction|segment/.test(name)
                ? 'TOMORROW'
                : value,
            ]),
          ),
        })),
  wrongType: (request, healthy) =>
    isAssociations(request)
      ? { ...healthy, json: { results: 'none' } }
      : mapRecords(healthy, record => ({ ...record, id: 4711 })),
  deleted: (request, healthy) =>
    isAssociations(request)
      ? healthy
      : mapRecords(healthy, record => ({ ...record, archived: true })),
  endless: (request, healthy) => {
    if (fromCompany(request)) {
      const { inputs } = JSON.parse(request.body);
      const page = Number(inputs[0].after ?? 0);
      return {
        json: {
          results: [
            {
              from: { id: '1001' },
              to: Array.from({ length: 500 }, (_, at) => ({
                toObjectId: String(100_000 + page * 500 + at),
                associationTypes: [
                  { category: 'HUBSPOT_DEFINED', typeId: 13, label: null },
                ],
              })),
              paging: { next: { after: String(page + 1) } },
            },
          ],
        },
      };
    }
    if (isAssociations(request)) {
      return { json: { results: [] } };
    }
    const body = request.body ? JSON.parse(request.body) : {};
    const ids: string[] | undefined = request.path.endsWith('/search')
      ? Array.from({ length: body.limit }, (_, at) => String(100_000 + at))
      : body.inputs?.map(({ id }: { id: string }) => id);
    return ids
      ? {
          json: {
            total: 10_000,
            results: ids.map(id => ({
              id,
              properties: {
                hs_timestamp: '2026-11-25T14:00:00.000Z',
                hs_meeting_start_time: '2026-11-25T14:00:00.000Z',
                is_private: 'false',
              },
            })),
          },
        }
      : healthy;
  },
  withoutLists: ['team', 'health', 'surveys'],
  isShared: ({ path }) =>
    /^\/(crm\/(owners|pipelines)|account-info)\//.test(path),
});

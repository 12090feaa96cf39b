import {
  SourceError,
  toSourceError,
  type CustomersPage,
  type GoneCustomer,
  type ListedCustomer,
  type SourceContext,
  type SourceCustomers,
} from '@customer-360/backstage-plugin-customer-360-node';
import { DefaultHubspotApi } from '../api/DefaultHubspotApi';
import type { HubspotApi } from '../api/HubspotApi';
import type { HubspotRecord } from '../api/wire';
import type { HubspotConfig } from '../config/HubspotConfig';
import { ChangesCursor, MODIFIED } from './ChangesCursor';
import { listedProperties, toListedCustomer } from './toListedCustomer';
import { OwnerEmails } from './OwnerEmails';
import { parentsOf } from './parentsOf';

const PAGE = 100;
/** Those that are asked for one by one whether they are really gone. */
const MAX_GONE = 10;

/**
 * Companies as customers. HubSpot's search does not say which were deleted or
 * merged away: webhooks do, and the whole listing.
 *
 * @internal
 */
export function createCustomers(config: HubspotConfig): SourceCustomers {
  const owners = new OwnerEmails();
  const properties = listedProperties(config);

  async function listed(
    records: readonly HubspotRecord[],
    api: HubspotApi,
    context: SourceContext,
  ): Promise<ListedCustomer[]> {
    const alive = records.filter(({ archived }) => archived !== true);
    const [parents, emails] = await Promise.all([
      parentsOf(
        api,
        alive.map(({ id }) => id),
      ),
      owners.read(api, context.now()),
    ]);
    return alive.map(record =>
      toListedCustomer(config, record, {
        emails,
        parent: parents.get(record.id),
      }),
    );
  }

  return {
    page: (cursor, context) =>
      guarded(async () => {
        const api = new DefaultHubspotApi(config, context);
        const { results, after } = await api.list(
          'companies',
          properties,
          cursor,
        );
        return {
          customers: await listed(results, api, context),
          cursor: after ?? '',
          last: after === undefined,
        };
      }),

    changedSince: (cursor, context) =>
      guarded(async (): Promise<CustomersPage> => {
        const now = context.now();
        if (cursor === undefined) {
          return {
            customers: [],
            cursor: ChangesCursor.from(now).toString(),
            last: true,
          };
        }
        const at = ChangesCursor.parse(cursor);
        const api = new DefaultHubspotApi(config, context);
        const { results, after } = await api.search('companies', {
          groups: [
            [{ propertyName: MODIFIED, operator: 'GTE', value: at.since }],
          ],
          properties: [...properties, MODIFIED],
          oldestFirstBy: MODIFIED,
          limit: PAGE,
          after: at.after,
        });
        const next = at.next(results, after, now);
        return {
          customers: await listed(results, api, context),
          cursor: next.toString(),
          last: after === undefined,
        };
      }),

    get: (ids, context) =>
      guarded(async () => {
        const api = new DefaultHubspotApi(config, context);
        const records = await api.records('companies', ids, properties);
        const found = new Set(records.map(({ id }) => id));
        const lost = ids.filter(id => !found.has(id)).slice(0, MAX_GONE);
        const gone = await Promise.all(lost.map(id => isGone(api, id)));
        return [
          ...(await listed(records, api, context)),
          ...gone.flatMap(each => each ?? []),
        ];
      }),
  };
}

/**
 * A batch read leaves out what it could not read, whyever; only a record that
 * is asked for by itself says that it is not there.
 */
async function isGone(
  api: HubspotApi,
  id: string,
): Promise<GoneCustomer | undefined> {
  try {
    const record = await api.record('companies', id, ['name']);
    // One that was merged into another answers under the other's id.
    return record.archived === true || record.id !== id
      ? { id, gone: true }
      : undefined;
  } catch (error) {
    if (SourceError.is(error) && error.reason === 'not_found') {
      return { id, gone: true };
    }
    throw error;
  }
}

async function guarded<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    throw toSourceError(error);
  }
}

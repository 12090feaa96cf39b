import {
  SourceError,
  type SourceContext,
} from '@customer-360/backstage-plugin-customer-360-node';
import type { z } from 'zod';
import type { HubspotConfig } from '../config/HubspotConfig';
import type { HubspotApi, SearchQuery } from './HubspotApi';
import { HubspotSdkClient } from './HubspotSdkClient';
import {
  associationBatchSchema,
  listSchema,
  ownerSchema,
  ownersSchema,
  pipelinesSchema,
  portalSchema,
  recordBatchSchema,
  recordSchema,
  searchSchema,
} from './wire';

/** Largest page of a list of records. */
const LIST_PAGE = '100';

/** Largest page of the owners' list. */
const OWNERS_PAGE = '500';

/**
 * How HubSpot says in a 207 that a record has no associations: an error entry,
 * although nothing failed.
 */
const NO_ASSOCIATIONS = 'crm.associations.NO_ASSOCIATIONS_FOUND';

/**
 * HubSpot's date-based paths through HubSpot's own client.
 *
 * @internal
 */
export class DefaultHubspotApi implements HubspotApi {
  readonly #config: Pick<HubspotConfig, 'accessToken' | 'apiBase' | 'version'>;
  readonly #context: Pick<SourceContext, 'http' | 'signal'>;

  constructor(
    config: Pick<HubspotConfig, 'accessToken' | 'apiBase' | 'version'>,
    context: Pick<SourceContext, 'http' | 'signal'>,
  ) {
    this.#config = config;
    this.#context = context;
  }

  async record(
    objectType: string,
    id: string,
    properties: readonly string[],
    propertiesWithHistory: readonly string[] = [],
  ) {
    return this.#get(`${objectType}.get`, recordSchema, {
      path: this.#path('objects', objectType, id),
      qs: {
        properties: properties.join(','),
        ...(propertiesWithHistory.length > 0 && {
          propertiesWithHistory: propertiesWithHistory.join(','),
        }),
      },
    });
  }

  async records(
    objectType: string,
    ids: readonly string[],
    properties: readonly string[],
  ) {
    const { results } = await this.#post(
      `${objectType}.batch_read`,
      recordBatchSchema,
      {
        path: this.#path('objects', objectType, 'batch', 'read'),
        body: {
          inputs: ids.map(id => ({ id })),
          properties,
          propertiesWithHistory: [],
        },
      },
    );
    const asked = new Set(ids);
    if (results.some(record => !asked.has(record.id))) {
      throw new SourceError('identity_mismatch');
    }
    return results.filter(record => record.archived !== true);
  }

  async associations(
    from: string,
    to: string,
    inputs: ReadonlyArray<{ id: string; after?: string }>,
  ) {
    const { results, errors } = await this.#post(
      `${from}.associations.${to}`,
      associationBatchSchema,
      {
        path: this.#path('associations', from, to, 'batch', 'read'),
        body: { inputs },
      },
    );
    const asked = new Set(inputs.map(({ id }) => id));
    if (results.some(result => !asked.has(result.from.id))) {
      throw new SourceError('identity_mismatch');
    }
    const failed = (errors ?? []).filter(
      error => error.subCategory !== NO_ASSOCIATIONS,
    ).length;
    return { results, failed };
  }

  async search(objectType: string, query: SearchQuery) {
    const answer = await this.#post(`${objectType}.search`, searchSchema, {
      path: this.#path('objects', objectType, 'search'),
      body: {
        filterGroups: query.groups.map(filters => ({ filters })),
        properties: query.properties,
        limit: query.limit,
        ...(query.after !== undefined && { after: query.after }),
        ...(query.oldestFirstBy && {
          sorts: [
            { propertyName: query.oldestFirstBy, direction: 'ASCENDING' },
          ],
        }),
        ...(query.newestFirstBy && {
          sorts: [
            { propertyName: query.newestFirstBy, direction: 'DESCENDING' },
          ],
        }),
      },
    });
    return { ...answer, after: answer.paging?.next?.after };
  }

  async list(
    objectType: string,
    properties: readonly string[],
    after?: string,
  ) {
    const answer = await this.#get(`${objectType}.list`, listSchema, {
      path: this.#path('objects', objectType),
      qs: {
        limit: LIST_PAGE,
        properties: properties.join(','),
        ...(after !== undefined && { after }),
      },
    });
    return { results: answer.results, after: answer.paging?.next?.after };
  }

  async owners(after?: string) {
    const answer = await this.#get('owners.list', ownersSchema, {
      path: this.#path('owners'),
      qs: { limit: OWNERS_PAGE, ...(after !== undefined && { after }) },
    });
    return {
      owners: answer.results,
      after: answer.paging?.next?.after,
    };
  }

  async archivedOwner(id: string) {
    const owner = await this.#get('owners.get', ownerSchema, {
      path: this.#path('owners', id),
      qs: { idProperty: 'id', archived: 'true' },
    });
    if (owner.id !== id) {
      throw new SourceError('identity_mismatch');
    }
    return owner;
  }

  async pipelines(objectType: string) {
    const answer = await this.#get('pipelines.list', pipelinesSchema, {
      path: this.#path('pipelines', objectType),
    });
    return answer.results;
  }

  async portal() {
    return this.#get('portal.get', portalSchema, {
      path: `/account-info/${this.#config.version}/details`,
    });
  }

  #path(area: string, ...segments: string[]): string {
    return ['/crm', area, this.#config.version, ...segments]
      .map((segment, at) => (at === 0 ? segment : encodeURIComponent(segment)))
      .join('/');
  }

  #get<T>(
    operation: string,
    schema: z.ZodType<T>,
    request: { path: string; qs?: Record<string, string> },
  ): Promise<T> {
    return this.#send(operation, schema, { ...request, method: 'GET' });
  }

  #post<T>(
    operation: string,
    schema: z.ZodType<T>,
    request: { path: string; body: object },
  ): Promise<T> {
    return this.#send(operation, schema, { ...request, method: 'POST' });
  }

  async #send<T>(
    operation: string,
    schema: z.ZodType<T>,
    request: {
      method: string;
      path: string;
      qs?: Record<string, string>;
      body?: object;
    },
  ): Promise<T> {
    const client = new HubspotSdkClient({
      accessToken: this.#config.accessToken,
      apiBase: this.#config.apiBase,
      // All POSTs made here are searches and batch reads: HubSpot has no other
      // way to ask for many.
      fetch: this.#context.http.fetchFor({ operation, readOnly: true }),
      signal: this.#context.signal,
    });
    const response = await client.apiRequest(request);
    let body: unknown;
    try {
      body = await response.json();
    } catch {
      throw new SourceError('schema');
    }
    const parsed = schema.safeParse(body);
    if (!parsed.success) {
      throw new SourceError('schema');
    }
    return parsed.data;
  }
}

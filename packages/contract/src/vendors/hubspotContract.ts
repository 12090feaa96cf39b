import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Exchange } from '../Exchange';
import { applyAllowances, type Schema } from './Allowance';
import { checkUndescribed } from './checkUndescribed';
import {
  ASSOCIATIONS_REQUEST,
  HUBSPOT_ALLOWANCES,
  HUBSPOT_QUERIES,
  HUBSPOT_UNDESCRIBED,
} from './hubspotAllowances';
import { findOperation, nameOf, object, type Operation } from './Operation';
import { readFlatQuery } from './readFlatQuery';
import { closed, ShapeChecker } from './ShapeChecker';
import {
  unknownCall,
  type VendorContract,
  type Verdict,
} from './VendorContract';

const FILE = 'hubspot-api-client-14.0.1.types.schema.json';
const VERSION = /^\d{4}-\d{2}$/;

interface HubSpotOperation extends Operation {
  query: Schema;
  /** Root of the derived schema, or a shape by hand. */
  body?: string | Schema;
  answer: string | Schema;
}

const OPERATIONS: HubSpotOperation[] = [
  {
    method: 'POST',
    path: '/crm/objects/:version/:type/search',
    query: HUBSPOT_QUERIES.none,
    body: 'searchRequest',
    answer: 'searchResponse',
  },
  {
    method: 'POST',
    path: '/crm/objects/:version/:type/batch/read',
    query: HUBSPOT_QUERIES.batchRead,
    body: 'batchRead',
    answer: 'batchResponse',
  },
  {
    method: 'POST',
    path: '/crm/associations/:version/:from/:to/batch/read',
    query: HUBSPOT_QUERIES.none,
    body: ASSOCIATIONS_REQUEST,
    answer: 'associationsBatch',
  },
  {
    method: 'GET',
    path: '/crm/owners/:version',
    query: HUBSPOT_QUERIES.owners,
    answer: 'owners',
  },
  {
    method: 'GET',
    path: '/crm/owners/:version/:id',
    query: HUBSPOT_QUERIES.owner,
    answer: 'owner',
  },
  {
    method: 'GET',
    path: '/crm/objects/:version/:type/:id',
    query: HUBSPOT_QUERIES.record,
    answer: 'object',
  },
  {
    method: 'GET',
    path: '/crm/objects/:version/:type',
    query: HUBSPOT_QUERIES.records,
    answer: 'objects',
  },
  {
    method: 'GET',
    path: '/crm/pipelines/:version/:type',
    query: HUBSPOT_QUERIES.none,
    // The schema was derived for one, and the call answers them all.
    answer: object({
      results: {
        type: 'array',
        items: { $ref: 'vendor#/properties/pipeline' },
      },
    }),
  },
];

/** HubSpot by the JSON schema that was derived from its own SDK's types. */
export async function hubspotContract(specs: string): Promise<VendorContract> {
  const document = JSON.parse(
    await readFile(join(specs, 'hubspot', FILE), 'utf8'),
  ) as Schema;
  applyAllowances(
    document.definitions as Record<string, Schema>,
    HUBSPOT_ALLOWANCES,
  );
  const shapes = new ShapeChecker(closed(document) as Schema);
  const compare = (shape: string | Schema, value: unknown) =>
    shapes.problems(
      typeof shape === 'string' ? `#/properties/${shape}` : shape,
      value,
    );

  return {
    vendor: 'hubspot',
    check(exchange: Exchange): Verdict {
      const { request, response } = exchange;
      const { method, path } = request;
      const undescribed = findOperation(HUBSPOT_UNDESCRIBED, method, path);
      if (undescribed) {
        return checkUndescribed(undescribed, shapes, exchange);
      }
      const operation = findOperation(OPERATIONS, method, path);
      if (!operation) {
        return unknownCall(exchange);
      }
      const { query, body, answer } = operation;
      const problems: string[] = [];
      if (!VERSION.test(path.split('/')[3])) {
        problems.push('request: names no dated version');
      }
      problems.push(
        ...shapes
          .queryProblems(query, readFlatQuery(request.query))
          .map(it => `request: query ${it}`),
      );
      if (body) {
        problems.push(
          ...compare(body, request.body).map(it => `request: ${it}`),
        );
      }
      // 207 is a batch of which some could not be read.
      const expected = path.endsWith('/batch/read') ? [200, 207] : [200];
      problems.push(
        ...(expected.includes(response.status)
          ? compare(answer, response.body).map(it => `answer: ${it}`)
          : [`answer: status ${response.status} to a sound request`]),
      );
      return {
        operation: nameOf(operation),
        described: true,
        shapes: [
          ...(typeof body === 'string' ? [body] : []),
          typeof answer === 'string' ? answer : 'pipeline',
        ],
        problems,
      };
    },
  };
}

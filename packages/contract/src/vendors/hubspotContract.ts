import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Exchange } from '../Exchange';
import { findOperation, nameOf, type Operation } from './Operation';
import { closed, ShapeChecker } from './ShapeChecker';
import type { VendorContract, Verdict } from './VendorContract';

interface HubSpotOperation extends Operation {
  request?: string;
  answer: string;
  parameters: string[];
}

const READING = [
  'properties',
  'propertiesWithHistory',
  'associations',
  'archived',
  'idProperty',
];

const OPERATIONS: HubSpotOperation[] = [
  {
    method: 'POST',
    path: '/crm/objects/:version/:type/search',
    request: 'searchRequest',
    answer: 'searchResponse',
    parameters: [],
  },
  {
    method: 'POST',
    path: '/crm/objects/:version/:type/batch/read',
    request: 'batchRead',
    answer: 'batchResponse',
    parameters: ['archived'],
  },
  {
    method: 'POST',
    path: '/crm/associations/:version/:from/:to/batch/read',
    answer: 'associationsBatch',
    parameters: [],
  },
  {
    method: 'GET',
    path: '/crm/owners/:version',
    answer: 'owners',
    parameters: ['limit', 'after', 'email', 'archived'],
  },
  {
    method: 'GET',
    path: '/crm/owners/:version/:id',
    answer: 'owner',
    parameters: ['idProperty', 'archived'],
  },
  {
    method: 'GET',
    path: '/crm/objects/:version/:type/:id',
    answer: 'object',
    parameters: READING,
  },
  {
    method: 'GET',
    path: '/crm/objects/:version/:type',
    answer: 'objects',
    parameters: [...READING, 'limit', 'after'],
  },
];

/** Pipelines are a list of what the schema has one of. */
const PIPELINES: Operation = {
  method: 'GET',
  path: '/crm/pipelines/:version/:type',
};

/** Calls that the derived schema says nothing about; only their form is checked. */
const UNDESCRIBED: Operation[] = [
  { method: 'GET', path: '/account-info/:version/details' },
  { method: 'GET', path: '/crm/properties/:version/:type' },
];

/** HubSpot by the JSON schema that was derived from its own SDK's types. */
export async function hubspotContract(specs: string): Promise<VendorContract> {
  const document = closed(
    JSON.parse(
      await readFile(
        join(specs, 'hubspot', 'hubspot-api-client-14.0.1.types.schema.json'),
        'utf8',
      ),
    ),
  ) as Record<string, unknown>;
  const shapes = new ShapeChecker(withBatchErrors(document));

  return {
    vendor: 'hubspot',
    check({ request, response }: Exchange): Verdict {
      const { method, path } = request;
      const undescribed = findOperation(UNDESCRIBED, method, path);
      if (undescribed) {
        return {
          operation: nameOf(undescribed),
          shapes: [],
          problems:
            response.status === 200 ? [] : [statusProblem(response.status)],
        };
      }
      if (findOperation([PIPELINES], method, path)) {
        const { results } = (response.body ?? {}) as { results?: unknown };
        return {
          operation: nameOf(PIPELINES),
          shapes: ['pipeline'],
          problems: Array.isArray(results)
            ? results.flatMap(pipeline =>
                shapes
                  .problems('#/properties/pipeline', pipeline)
                  .map(it => `answer: ${it}`),
              )
            : ['answer: no list of results'],
        };
      }
      const operation = findOperation(OPERATIONS, method, path);
      if (!operation) {
        return {
          operation: `${method} ${path}`,
          shapes: [],
          problems: ['is no call that the description knows'],
        };
      }
      const problems: string[] = [];
      for (const name of Object.keys(request.query)) {
        if (!operation.parameters.includes(name)) {
          problems.push(`request: the parameter "${name}" is not described`);
        }
      }
      if (operation.request) {
        problems.push(
          ...shapes
            .problems(`#/properties/${operation.request}`, request.body)
            .map(it => `request: ${it}`),
        );
      }
      // 207 is a batch of which some could not be read.
      if (response.status === 200 || response.status === 207) {
        problems.push(
          ...shapes
            .problems(`#/properties/${operation.answer}`, response.body)
            .map(it => `answer: ${it}`),
        );
      } else {
        problems.push(statusProblem(response.status));
      }
      return {
        operation: nameOf(operation),
        shapes: [operation.request, operation.answer].flatMap(it => it ?? []),
        problems,
      };
    },
  };
}

function statusProblem(status: number): string {
  return `answer: status ${status} to a sound request`;
}

/** The derived models leave out what a batch says of its errors. */
function withBatchErrors(document: Record<string, unknown>) {
  const definitions = document.definitions as Record<
    string,
    { additionalProperties?: unknown; properties?: Record<string, unknown> }
  >;
  for (const name of [
    'BatchResponseSimplePublicObject',
    'BatchResponsePublicAssociationMultiWithLabel',
  ]) {
    definitions[name].properties = {
      ...definitions[name].properties,
      numErrors: { type: 'number' },
      errors: { type: 'array', items: { type: 'object' } },
    };
  }
  return document;
}

import {
  asOfParameter,
  cursorParameter,
  facetParameter,
  limitParameter,
  nameParameter,
  namespaceParameter,
  previewParameters,
} from './parameters';
import { errorResponses } from './responses';

const customer = [namespaceParameter, nameParameter] as const;

const view = {
  description: 'The whole page, as the reader may see it.',
  content: {
    'application/json': {
      schema: { $ref: '#/components/schemas/CustomerView' },
    },
  },
} as const;

const notModified = {
  description: 'Nothing visible has changed since the ETag was given.',
} as const;

export const customerPaths = {
  '/v1/customers/{namespace}/{name}/view': {
    get: {
      operationId: 'GetCustomerView',
      description: 'All that the reader may see of a customer, in one call.',
      parameters: [...customer, asOfParameter, ...previewParameters],
      responses: { ...errorResponses, 200: view, 304: notModified },
    },
  },
  '/v1/customers/{namespace}/{name}/stream': {
    get: {
      operationId: 'StreamCustomerView',
      description:
        'The same as the view, in lines of JSON that come as soon as each facet is known.',
      parameters: [...customer, ...previewParameters],
      responses: {
        ...errorResponses,
        200: {
          description:
            'Frames: `shell`, `facet` for each and once more for what was read again meanwhile, `composed`, `end`. Without `end` the answer was cut.',
          content: {
            'application/x-ndjson': { schema: { type: 'string' } },
          },
        },
      },
    },
  },
  '/v1/customers/{namespace}/{name}/since-last-look': {
    get: {
      operationId: 'GetSinceLastLook',
      description:
        'Which figures have changed since the reader last looked at the customer, by their own rows in the ledger and by what was observed; of what they see in full.',
      parameters: customer,
      responses: {
        ...errorResponses,
        200: {
          description:
            'A visit of the last quarter of an hour counts as this one.',
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/SinceLook' },
            },
          },
        },
      },
    },
  },
  '/v1/customers/{namespace}/{name}/brief': {
    post: {
      operationId: 'BriefCustomer',
      description:
        'The same as the view, to be printed and taken along. It stands in the ledger as what left the portal.',
      parameters: customer,
      responses: { ...errorResponses, 200: view },
    },
  },
  '/v1/customers/{namespace}/{name}/invalidate': {
    post: {
      operationId: 'InvalidateCustomer',
      description:
        'For other services of the portal: something of the customer has changed at a source. Once answered, no instance shows an older reading as current.',
      parameters: customer,
      requestBody: {
        required: false,
        content: {
          'application/json': {
            schema: { $ref: '#/components/schemas/InvalidateRequest' },
          },
        },
      },
      responses: {
        ...errorResponses,
        204: { description: 'Taken, on all instances.' },
      },
    },
  },
  '/v1/customers/{namespace}/{name}/facets/{facet}': {
    get: {
      operationId: 'GetCustomerFacet',
      description:
        'One facet as a list, page by page, from the sources themselves.',
      parameters: [
        namespaceParameter,
        nameParameter,
        facetParameter,
        cursorParameter,
        limitParameter,
        ...previewParameters,
      ],
      responses: {
        ...errorResponses,
        200: {
          description: 'One page.',
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/FacetPage' },
            },
          },
        },
        304: notModified,
      },
    },
  },
  '/v1/customers/{namespace}/{name}/refresh': {
    post: {
      operationId: 'RefreshCustomer',
      description: 'Reads facets again now and gives the page after it.',
      parameters: customer,
      requestBody: {
        required: false,
        content: {
          'application/json': {
            schema: { $ref: '#/components/schemas/RefreshRequest' },
          },
        },
      },
      responses: { ...errorResponses, 200: view },
    },
  },
} as const;

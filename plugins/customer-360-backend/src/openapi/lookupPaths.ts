import { externalIdParameter, sourceParameter } from './parameters';
import { errorResponses } from './responses';

export const lookupPaths = {
  '/v1/lookup': {
    post: {
      operationId: 'LookupCustomers',
      description:
        'Customers by what a caller gives. A body, because URLs end up in logs.',
      requestBody: {
        required: true,
        content: {
          'application/json': {
            schema: { $ref: '#/components/schemas/LookupRequest' },
          },
        },
      },
      responses: {
        ...errorResponses,
        200: {
          description: 'Those that the reader may see.',
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/LookupResult' },
            },
          },
        },
      },
    },
  },
  '/v1/by/{source}/{id}': {
    get: {
      operationId: 'GetCustomerByExternalId',
      description: 'The customer behind an id in a vendor’s system.',
      parameters: [sourceParameter, externalIdParameter],
      responses: {
        ...errorResponses,
        200: {
          description: 'The customer.',
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/CustomerLink' },
            },
          },
        },
        409: {
          description: 'Several customers are linked to the id.',
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/Error' },
            },
          },
        },
      },
    },
  },
} as const;

import { errorResponses } from './responses';

export const portfolioPaths = {
  '/v1/customers/query': {
    post: {
      operationId: 'QueryCustomers',
      description:
        'The customers that the reader may see, in an order, narrowed by a filter: a page of them, with the latest figures that were observed. A body, because URLs end up in logs. Customers whose key is not known or not to be seen come after all others, by name.',
      requestBody: {
        required: true,
        content: {
          'application/json': {
            schema: { $ref: '#/components/schemas/PortfolioQuery' },
          },
        },
      },
      responses: {
        ...errorResponses,
        200: {
          description: 'A page.',
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/PortfolioPage' },
            },
          },
        },
      },
    },
  },
  '/v1/customers/export': {
    post: {
      operationId: 'ExportCustomers',
      description:
        'All customers that a query finds and the reader may see, at most 5,000, as CSV: with what they may see of each. Each is in the ledger. Needs `customer360.export`. More than that are refused, to be narrowed.',
      requestBody: {
        required: true,
        content: {
          'application/json': {
            schema: { $ref: '#/components/schemas/PortfolioExportQuery' },
          },
        },
      },
      responses: {
        ...errorResponses,
        200: {
          description: 'The file.',
          content: { 'text/csv': { schema: { type: 'string' } } },
        },
      },
    },
  },
} as const;

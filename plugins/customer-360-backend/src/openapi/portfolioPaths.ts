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
} as const;

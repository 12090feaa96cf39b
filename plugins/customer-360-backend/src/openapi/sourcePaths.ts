import { errorResponses } from './responses';

export const sourcePaths = {
  '/v1/sources': {
    get: {
      operationId: 'GetSources',
      description: 'How each source is.',
      responses: {
        ...errorResponses,
        200: {
          description: 'All configured sources.',
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/SourceList' },
            },
          },
        },
      },
    },
  },
} as const;

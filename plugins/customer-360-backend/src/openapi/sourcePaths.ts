import { errorResponses } from './responses';

const health = {
  content: {
    'application/json': { schema: { $ref: '#/components/schemas/Health' } },
  },
} as const;

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
  '/v1/health': {
    get: {
      operationId: 'GetHealth',
      description:
        'Whether pages can be shown, for probes. Needs no sign-in and names nothing.',
      responses: {
        200: { description: 'Pages can be shown.', ...health },
        503: { description: 'Nothing can be shown now.', ...health },
      },
    },
  },
} as const;

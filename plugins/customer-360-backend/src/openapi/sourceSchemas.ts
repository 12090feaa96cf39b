import { instant } from './commonSchemas';

/** How the sources are. */
export const sourceSchemas = {
  SourceList: {
    type: 'object',
    required: ['sources'],
    additionalProperties: false,
    properties: {
      sources: {
        type: 'array',
        items: {
          type: 'object',
          required: ['id', 'type', 'title', 'facets', 'state'],
          additionalProperties: false,
          properties: {
            id: { type: 'string' },
            type: { type: 'string' },
            title: { type: 'string' },
            facets: { type: 'array', items: { type: 'string' } },
            state: { type: 'string', enum: ['ok', 'failing', 'unknown'] },
            failing: { type: 'string' },
            lastSuccessAt: instant,
            lastFailureAt: instant,
          },
        },
      },
    },
  },
} as const;

const title = { type: 'string', minLength: 1, maxLength: 80 } as const;
const query = { $ref: '#/components/schemas/PortfolioExportQuery' } as const;

/** Lists of customers that people keep. */
export const savedViewSchemas = {
  SavedViewInput: {
    type: 'object',
    required: ['title', 'shared', 'query'],
    additionalProperties: false,
    properties: { title, shared: { type: 'boolean' }, query },
  },
  SavedView: {
    type: 'object',
    required: ['id', 'owner', 'title', 'shared', 'query', 'savedAt'],
    additionalProperties: false,
    properties: {
      id: { type: 'string' },
      owner: { type: 'string' },
      title,
      shared: { type: 'boolean' },
      query,
      savedAt: { type: 'string', format: 'date-time' },
    },
  },
} as const;

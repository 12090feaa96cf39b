import { errorResponses } from './responses';

const view = {
  'application/json': { schema: { $ref: '#/components/schemas/SavedView' } },
} as const;

const input = {
  required: true,
  content: {
    'application/json': {
      schema: { $ref: '#/components/schemas/SavedViewInput' },
    },
  },
} as const;

const conflict = {
  description: 'There is a saved view of this name already.',
  content: {
    'application/json': { schema: { $ref: '#/components/schemas/Error' } },
  },
} as const;

const idParameter = {
  name: 'id',
  in: 'path',
  required: true,
  schema: { type: 'string', format: 'uuid' },
} as const;

export const savedViewPaths = {
  '/v1/saved-views': {
    get: {
      operationId: 'ListSavedViews',
      description:
        'Lists of customers that the reader has kept, and those that others share: at most 300, one’s own first, then by name.',
      responses: {
        ...errorResponses,
        200: {
          description: 'The views.',
          content: {
            'application/json': {
              schema: {
                type: 'object',
                required: ['views'],
                additionalProperties: false,
                properties: {
                  views: {
                    type: 'array',
                    maxItems: 300,
                    items: { $ref: '#/components/schemas/SavedView' },
                  },
                },
              },
            },
          },
        },
      },
    },
    post: {
      operationId: 'AddSavedView',
      description:
        'Keeps a list under a name, at most 50 of one person. 409 where there is one of that name.',
      requestBody: input,
      responses: {
        ...errorResponses,
        201: { description: 'The view.', content: view },
        409: conflict,
      },
    },
  },
  '/v1/saved-views/{id}': {
    put: {
      operationId: 'ChangeSavedView',
      description: 'Gives one’s own another name or list, or shares it.',
      parameters: [idParameter],
      requestBody: input,
      responses: {
        ...errorResponses,
        200: { description: 'The view.', content: view },
        409: conflict,
      },
    },
    delete: {
      operationId: 'RemoveSavedView',
      description:
        'Takes away one’s own; with `customer360.grants.manage` any that is shared.',
      parameters: [idParameter],
      responses: { ...errorResponses, 204: { description: 'It is gone.' } },
    },
  },
} as const;

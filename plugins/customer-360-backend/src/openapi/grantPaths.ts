import { cursorParameter, limitParameter } from './parameters';
import { errorResponses } from './responses';

const error = {
  content: {
    'application/json': { schema: { $ref: '#/components/schemas/Error' } },
  },
} as const;

const conflict = {
  description: 'It has been decided already, or there are too many.',
  ...error,
} as const;

const grant = {
  'application/json': { schema: { $ref: '#/components/schemas/Grant' } },
} as const;

const idParameter = {
  name: 'id',
  in: 'path',
  required: true,
  description: 'Id of the grant.',
  schema: { type: 'string', maxLength: 36, pattern: '^[0-9a-f-]{36}$' },
} as const;

export const grantPaths = {
  '/v1/grants': {
    get: {
      operationId: 'ListGrants',
      description:
        'Grants and requests, the newest first: one’s own, or with `customer360.grants.manage` those of customers that one may see.',
      parameters: [
        {
          name: 'view',
          in: 'query',
          required: false,
          description: 'Whose.',
          schema: {
            type: 'string',
            enum: ['own', 'managed'],
            default: 'own',
          },
        },
        cursorParameter,
        limitParameter,
      ],
      responses: {
        ...errorResponses,
        200: {
          description: 'One page.',
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/GrantPage' },
            },
          },
        },
      },
    },
    post: {
      operationId: 'AskForGrant',
      description:
        'Asks to see more, for a reason and a time. Whether the customer is there is not said.',
      requestBody: {
        required: true,
        content: {
          'application/json': {
            schema: { $ref: '#/components/schemas/GrantRequest' },
          },
        },
      },
      responses: {
        ...errorResponses,
        201: { description: 'What was asked for, or taken.', content: grant },
        409: conflict,
      },
    },
  },
  '/v1/grants/live': {
    get: {
      operationId: 'ListLiveGrants',
      description:
        'For the permission policy: all grants that count now. Services only.',
      responses: {
        ...errorResponses,
        200: {
          description: 'All of them.',
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/LiveGrantList' },
            },
          },
        },
      },
    },
  },
  '/v1/grants/{id}': {
    post: {
      operationId: 'DecideGrant',
      description:
        'Approves or refuses a request. Never one’s own, and never more than one may see oneself. Needs `customer360.grants.manage`.',
      parameters: [idParameter],
      requestBody: {
        required: true,
        content: {
          'application/json': {
            schema: { $ref: '#/components/schemas/GrantDecision' },
          },
        },
      },
      responses: {
        ...errorResponses,
        200: { description: 'What came of it.', content: grant },
        409: conflict,
      },
    },
    delete: {
      operationId: 'RevokeGrant',
      description: 'Ends a grant, or takes a request back.',
      parameters: [idParameter],
      responses: {
        ...errorResponses,
        204: { description: 'It counts for nothing any more.' },
        409: conflict,
      },
    },
  },
} as const;

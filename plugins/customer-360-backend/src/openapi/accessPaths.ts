import { nameParameter, namespaceParameter } from './parameters';
import { errorResponses } from './responses';

export const accessPaths = {
  '/v1/customers/{namespace}/{name}/access': {
    get: {
      operationId: 'GetCustomerAccess',
      description: 'What the reader may see of a customer, and why.',
      parameters: [namespaceParameter, nameParameter],
      responses: {
        ...errorResponses,
        200: {
          description: 'Levels and labels with the reasons in words.',
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/CustomerAccessView' },
            },
          },
        },
      },
    },
  },
  '/v1/customers/{namespace}/{name}/access/people': {
    get: {
      operationId: 'GetCustomerPeople',
      description:
        'Who sees the customer, how much, and by which role or grant. Needs `customer360.grants.manage`.',
      parameters: [namespaceParameter, nameParameter],
      responses: {
        ...errorResponses,
        200: {
          description: 'At most 1,000 people, by name.',
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/CustomerPeople' },
            },
          },
        },
      },
    },
  },
  '/v1/access/roles': {
    get: {
      operationId: 'GetRoles',
      description:
        'What each role shows. Needs `customer360.grants.manage`; empty where the policy is not one of roles.',
      responses: {
        ...errorResponses,
        200: {
          description: 'All roles.',
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/RoleList' },
            },
          },
        },
      },
    },
  },
  '/v1/access/people/{namespace}/{name}': {
    get: {
      operationId: 'GetPersonAccess',
      description:
        'What a person may see: their roles and live grants. Needs `customer360.grants.manage`.',
      parameters: [
        namespaceParameter,
        {
          name: 'name',
          in: 'path',
          required: true,
          description: 'Name of the user in the catalog: `mara`.',
          schema: { type: 'string', maxLength: 63, pattern: '^[^/\\s]+$' },
        },
      ],
      responses: {
        ...errorResponses,
        200: {
          description: 'Roles and grants.',
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/PersonAccess' },
            },
          },
        },
      },
    },
  },
} as const;

import {
  cursorParameter,
  externalIdParameter,
  limitParameter,
  nameParameter,
  namespaceParameter,
  sourceParameter,
} from './parameters';
import { errorResponses } from './responses';

const account = [
  namespaceParameter,
  nameParameter,
  sourceParameter,
  externalIdParameter,
] as const;

const error = {
  content: {
    'application/json': { schema: { $ref: '#/components/schemas/Error' } },
  },
} as const;

export const linkPaths = {
  '/v1/customers/{namespace}/{name}/links': {
    get: {
      operationId: 'GetCustomerLinks',
      description:
        'Which accounts at the sources the customer is read from, by which rule and how sure, what looks like it, and what was done. Needs `customer360.links.manage`.',
      parameters: [namespaceParameter, nameParameter],
      responses: {
        ...errorResponses,
        200: {
          description: 'Source by source.',
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/CustomerLinksView' },
            },
          },
        },
      },
    },
  },
  '/v1/customers/{namespace}/{name}/links/{source}/{id}': {
    put: {
      operationId: 'ConfirmLink',
      description:
        'Says that an account is this customer’s. Needs `customer360.links.manage`.',
      parameters: account,
      requestBody: {
        required: false,
        content: {
          'application/json': {
            schema: { $ref: '#/components/schemas/LinkConfirmation' },
          },
        },
      },
      responses: {
        ...errorResponses,
        200: {
          description: 'The link, in force on every instance in two seconds.',
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/AccountLink' },
            },
          },
        },
        409: {
          description:
            'Another customer is linked to it, or there are too many; nothing was changed.',
          ...error,
        },
      },
    },
    delete: {
      operationId: 'UndoLink',
      description:
        'Undoes a link, which is then never made again by itself. Needs `customer360.links.manage`.',
      parameters: account,
      requestBody: {
        required: true,
        content: {
          'application/json': {
            schema: { $ref: '#/components/schemas/LinkUndoing' },
          },
        },
      },
      responses: {
        ...errorResponses,
        204: { description: 'It is undone, on every instance in two seconds.' },
        409: {
          description:
            'It is written on the entity, which has to be edited; nothing was changed.',
          ...error,
        },
      },
    },
  },
  '/v1/sources/orphans': {
    get: {
      operationId: 'ListOrphans',
      description:
        'What is linked to nothing at a source: first accounts that it named and that are no customer’s, then customers without an account there. Needs `customer360.sources.read` and `customer360.links.manage`.',
      parameters: [
        { ...sourceParameter, in: 'query' },
        cursorParameter,
        limitParameter,
      ],
      responses: {
        ...errorResponses,
        200: {
          description: 'One page.',
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/OrphanPage' },
            },
          },
        },
      },
    },
  },
} as const;

import { errorResponses } from './responses';

const source = {
  type: 'string',
  maxLength: 63,
  pattern: '^[a-z][a-z0-9-]*$',
} as const;

const listing = {
  200: {
    description: 'A page, or why it could not be read.',
    content: {
      'application/json': {
        schema: { $ref: '#/components/schemas/CustomerListing' },
      },
    },
  },
} as const;

export const ingestionPaths = {
  '/v1/ingestion/customers': {
    get: {
      operationId: 'ListSourceCustomers',
      description:
        'For the catalog: the customers that a source lists, page by page. For its service only.',
      parameters: [
        { name: 'source', in: 'query', required: true, schema: source },
        {
          name: 'mode',
          in: 'query',
          required: true,
          description: 'The whole listing, or what changed since the cursor.',
          schema: { type: 'string', enum: ['all', 'changes'] },
        },
        {
          name: 'cursor',
          in: 'query',
          required: false,
          description: 'Of the page before.',
          schema: { type: 'string', maxLength: 2000 },
        },
      ],
      responses: { ...errorResponses, ...listing },
    },
    post: {
      operationId: 'ReadSourceCustomers',
      description:
        'For the catalog: these accounts of a source as they are now. For its service only.',
      requestBody: {
        required: true,
        content: {
          'application/json': {
            schema: { $ref: '#/components/schemas/CustomerListingRequest' },
          },
        },
      },
      responses: { ...errorResponses, ...listing },
    },
  },
  '/v1/ingestion/rounds': {
    post: {
      operationId: 'TellIngestionRound',
      description:
        'From the catalog: how the latest listing of a source ended. For its service only.',
      requestBody: {
        required: true,
        content: {
          'application/json': {
            schema: { $ref: '#/components/schemas/IngestionRound' },
          },
        },
      },
      responses: { ...errorResponses, 204: { description: 'Taken.' } },
    },
  },
  '/v1/ingestion/links': {
    post: {
      operationId: 'TellListedLinks',
      description:
        'From the catalog: which accounts belong to which customer. For its service only.',
      requestBody: {
        required: true,
        content: {
          'application/json': {
            schema: { $ref: '#/components/schemas/ListedLinks' },
          },
        },
      },
      responses: { ...errorResponses, 204: { description: 'Taken.' } },
    },
  },
} as const;

import { UNAVAILABLE_REASONS } from '@customer-360/backstage-plugin-customer-360-common';
import { LISTED_RULES } from '../ingestion/ListedLinks';

const source = {
  type: 'string',
  maxLength: 63,
  pattern: '^[a-z][a-z0-9-]*$',
} as const;

const id = {
  type: 'string',
  minLength: 1,
  maxLength: 255,
  pattern: '^[^,\\s]+$',
} as const;

const count = { type: 'integer', minimum: 0, maximum: 100_000_000 } as const;

/** Bringing customers into the catalog. */
export const ingestionSchemas = {
  CustomerListingRequest: {
    type: 'object',
    required: ['source', 'ids'],
    additionalProperties: false,
    properties: {
      source,
      ids: { type: 'array', minItems: 1, maxItems: 100, items: id },
    },
  },
  /** The records themselves are held to the contract of a source. */
  CustomerListing: {
    type: 'object',
    required: ['state'],
    additionalProperties: false,
    properties: {
      state: { type: 'string', enum: ['ok', 'unavailable'] },
      reason: {
        type: 'string',
        enum: [...UNAVAILABLE_REASONS, 'not_found', 'no_access'],
      },
      retryAt: { type: 'string' },
      customers: {
        type: 'array',
        maxItems: 500,
        items: { type: 'object', additionalProperties: true },
      },
      cursor: { type: 'string', maxLength: 2000 },
      last: { type: 'boolean' },
    },
  },
  IngestionRound: {
    type: 'object',
    required: ['source', 'endedAt', 'listed', 'customers', 'kept'],
    additionalProperties: false,
    properties: {
      source,
      endedAt: {
        type: 'string',
        pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$',
      },
      listed: count,
      customers: count,
      kept: {
        ...count,
        description:
          'Customers who would have left and were kept; 0 where nothing was refused.',
      },
    },
  },
  ListedLinks: {
    type: 'object',
    required: ['links'],
    additionalProperties: false,
    properties: {
      links: {
        type: 'array',
        maxItems: 1000,
        items: {
          type: 'object',
          required: ['customerRef', 'source', 'ids', 'rule'],
          additionalProperties: false,
          properties: {
            customerRef: {
              type: 'string',
              maxLength: 200,
              pattern: '^customer:[a-z0-9-]+/[a-z0-9._-]+$',
            },
            source,
            ids: { type: 'array', minItems: 1, maxItems: 20, items: id },
            rule: { type: 'string', enum: LISTED_RULES },
          },
        },
      },
    },
  },
} as const;

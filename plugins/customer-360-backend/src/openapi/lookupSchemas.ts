import { LOOKUP_KINDS } from '@customer-360/backstage-plugin-customer-360-common';

/** Finding a customer. */
export const lookupSchemas = {
  LookupRequest: {
    type: 'object',
    required: ['kind', 'value'],
    additionalProperties: false,
    properties: {
      kind: { type: 'string', enum: LOOKUP_KINDS },
      value: {
        type: 'string',
        minLength: 1,
        maxLength: 200,
        pattern: '\\S',
      },
    },
  },
  CustomerLink: {
    type: 'object',
    required: ['ref', 'namespace', 'name', 'title'],
    additionalProperties: false,
    properties: {
      ref: { type: 'string' },
      namespace: { type: 'string' },
      name: { type: 'string' },
      title: { type: 'string' },
    },
  },
  LookupResult: {
    type: 'object',
    required: ['customers', 'unavailable'],
    additionalProperties: false,
    properties: {
      customers: {
        type: 'array',
        items: {
          type: 'object',
          required: ['ref', 'namespace', 'name', 'title', 'source'],
          additionalProperties: false,
          properties: {
            ref: { type: 'string' },
            namespace: { type: 'string' },
            name: { type: 'string' },
            title: { type: 'string' },
            source: { type: 'string' },
          },
        },
      },
      unavailable: { type: 'array', items: { type: 'string' } },
    },
  },
} as const;

import { SCOPES } from '@customer-360/backstage-plugin-customer-360-common';

export const namespaceParameter = {
  name: 'namespace',
  in: 'path',
  required: true,
  description: 'Namespace of the customer, mostly `default`.',
  schema: {
    type: 'string',
    maxLength: 63,
    pattern: '^[a-zA-Z0-9]+(-+[a-zA-Z0-9]+)*$',
  },
} as const;

export const nameParameter = {
  name: 'name',
  in: 'path',
  required: true,
  description: 'Name of the customer in the catalog: `cus-8f3a1c`.',
  schema: {
    type: 'string',
    maxLength: 63,
    pattern: '^[a-zA-Z0-9]([-_.a-zA-Z0-9]*[a-zA-Z0-9])?$',
  },
} as const;

export const facetParameter = {
  name: 'facet',
  in: 'path',
  required: true,
  description: 'Id of the facet: `invoices`.',
  schema: { type: 'string', maxLength: 63, pattern: '^[a-z][a-zA-Z0-9-]*$' },
} as const;

export const cursorParameter = {
  name: 'cursor',
  in: 'query',
  required: false,
  description: '`nextCursor` of the page before.',
  schema: {
    type: 'string',
    minLength: 1,
    maxLength: 4000,
    pattern: '^[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+$',
  },
} as const;

export const limitParameter = {
  name: 'limit',
  in: 'query',
  required: false,
  description: 'Records of a page.',
  schema: { type: 'integer', minimum: 1, maximum: 200, default: 50 },
} as const;

export const asOfParameter = {
  name: 'asOf',
  in: 'query',
  required: false,
  description:
    'A past day in UTC: the answers and indicators at its end, from what was observed, of the sections that the reader sees in full. At most as far back as `customer360.observations` keeps.',
  schema: {
    type: 'string',
    format: 'date',
    pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$',
  },
} as const;

/** Of what can be seen through the eyes of a role. */
export const previewParameters = [
  {
    name: 'as',
    in: 'query',
    required: false,
    description:
      'A role, to see what it shows, within what the reader may see. Needs `customer360.grants.manage`; it stands in the ledger as what it is.',
    schema: { type: 'string', minLength: 1, maxLength: 100 },
  },
  {
    name: 'scope',
    in: 'query',
    required: false,
    description: 'With `as`: whose customer it is to the role.',
    schema: { type: 'string', enum: [...SCOPES], default: 'own' },
  },
] as const;

export const sourceParameter = {
  name: 'source',
  in: 'path',
  required: true,
  description: 'Id of the source in config: `stripe`.',
  schema: { type: 'string', maxLength: 63, pattern: '^[a-z][a-z0-9-]*$' },
} as const;

export const externalIdParameter = {
  name: 'id',
  in: 'path',
  required: true,
  description: 'Id of the account at the source: `cus_Nf3…`.',
  schema: {
    type: 'string',
    minLength: 1,
    maxLength: 255,
    pattern: '^[^,\\s]+$',
  },
} as const;

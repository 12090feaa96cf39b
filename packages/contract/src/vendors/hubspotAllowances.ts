import type { Allowance, Schema } from './Allowance';
import { object, type UndescribedOperation } from './Operation';

const TEXT = { type: 'string' };
const DERIVED =
  'the SDK maps names that are words of its generator, the wire does not';
const BATCH =
  'a batch of which some failed is answered with 207 and these; the SDK has a model of its own for it that the derived schema leaves out';

/** Of one failure in a batch that was answered in part. */
const STANDARD_ERROR: Schema = object(
  {
    status: TEXT,
    id: TEXT,
    category: TEXT,
    subCategory: TEXT,
    message: TEXT,
    errors: { type: 'array' },
    context: {
      type: 'object',
      additionalProperties: { type: 'array', items: TEXT },
    },
    links: { type: 'object', additionalProperties: TEXT },
  },
  ['status', 'category', 'message', 'context'],
);

const ofBatch = (shape: string): Allowance[] => [
  { shape, field: 'numErrors', is: { type: 'integer' }, reason: BATCH },
  {
    shape,
    field: 'errors',
    is: { type: 'array', items: STANDARD_ERROR },
    reason: BATCH,
  },
];

/** Where HubSpot's derived schema is known to differ from HubSpot. */
export const HUBSPOT_ALLOWANCES: readonly Allowance[] = [
  {
    shape: 'PublicAssociationMultiWithLabel',
    field: '_from',
    named: 'from',
    reason: DERIVED,
  },
  {
    shape: 'AssociationSpecWithLabel',
    field: 'label',
    may: 'be null',
    reason: 'an association that HubSpot defines itself has a label of null',
  },
  {
    shape: 'PublicObjectSearchRequest',
    field: 'sorts',
    is: {
      type: 'array',
      maxItems: 1,
      items: object({
        propertyName: TEXT,
        direction: { enum: ['ASCENDING', 'DESCENDING'] },
      }),
    },
    reason:
      'the published reference sorts by a property and a direction; the SDK has texts',
  },
  ...ofBatch('BatchResponseSimplePublicObject'),
  ...ofBatch('BatchResponsePublicAssociationMultiWithLabel'),
];

/**
 * The derived schema has bodies and no queries. These are the queries of the
 * described calls, by HubSpot's published reference.
 */
export const HUBSPOT_QUERIES = {
  none: object({}),
  batchRead: object({ archived: { type: 'boolean' } }, []),
  owners: object(
    {
      limit: { type: 'integer', minimum: 1, maximum: 500 },
      after: TEXT,
      email: TEXT,
      archived: { type: 'boolean' },
    },
    [],
  ),
  owner: object(
    {
      idProperty: { enum: ['id', 'userId'] },
      archived: { type: 'boolean' },
    },
    [],
  ),
  record: object(
    {
      properties: TEXT,
      propertiesWithHistory: TEXT,
      associations: TEXT,
      archived: { type: 'boolean' },
      idProperty: TEXT,
    },
    [],
  ),
  records: object(
    {
      properties: TEXT,
      propertiesWithHistory: TEXT,
      associations: TEXT,
      archived: { type: 'boolean' },
      limit: { type: 'integer', minimum: 1, maximum: 100 },
      after: TEXT,
    },
    [],
  ),
} satisfies Record<string, Schema>;

/** The body of an associations batch read: the derived schema has none. */
export const ASSOCIATIONS_REQUEST: Schema = object({
  inputs: {
    type: 'array',
    minItems: 1,
    items: object({ id: TEXT, after: TEXT }, ['id']),
  },
});

/** Calls that the derived schema says nothing about. */
export const HUBSPOT_UNDESCRIBED: readonly UndescribedOperation[] = [
  {
    method: 'GET',
    path: '/account-info/:version/details',
    reason: 'only the CRM models were derived; by the published reference',
    query: object({}),
    answer: object({
      portalId: { type: 'integer' },
      accountType: {
        enum: ['APP_DEVELOPER', 'DEVELOPER_TEST', 'SANDBOX', 'STANDARD'],
      },
      timeZone: TEXT,
      companyCurrency: TEXT,
      additionalCurrencies: { type: 'array', items: TEXT },
      utcOffset: TEXT,
      utcOffsetMilliseconds: { type: 'integer' },
      uiDomain: TEXT,
      dataHostingLocation: TEXT,
    }),
  },
];

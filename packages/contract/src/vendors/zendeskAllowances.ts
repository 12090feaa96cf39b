import type { Allowance, Schema } from './Allowance';
import { object, type UndescribedOperation } from './Operation';

const TEXT = { type: 'string' };
const NUMBER = { type: 'integer' };
const INSTANT = { type: 'string', format: 'date-time' };
const NULLABLE_TEXT = { type: ['string', 'null'] };
const shape = (name: string) => ({
  $ref: `vendor#/components/schemas/${name}`,
});

const CURSOR_QUERY = {
  'page[size]': { type: 'integer', minimum: 1, maximum: 100 },
  'page[after]': TEXT,
  'page[before]': TEXT,
};
const OFFSET_QUERY = {
  page: { type: 'integer', minimum: 1, maximum: 100 },
  per_page: { type: 'integer', minimum: 1, maximum: 100 },
};
const CURSOR_ANSWER = {
  meta: object({
    has_more: { type: 'boolean' },
    after_cursor: NULLABLE_TEXT,
    before_cursor: NULLABLE_TEXT,
  }),
  links: object({ next: NULLABLE_TEXT, prev: NULLABLE_TEXT }),
};
const OFFSET_ANSWER = {
  next_page: NULLABLE_TEXT,
  previous_page: NULLABLE_TEXT,
  count: NUMBER,
};
const PAGING_PROSE =
  'paging is described in prose, for all lists alike ("Pagination")';
const SIDE_LOAD_PROSE =
  'side loads are described in prose, for all lists alike ("Side-Loading")';

/** What a call takes beside the parameters that are described, by its path. */
export const ZENDESK_QUERIES: Readonly<
  Record<string, { readonly query: Record<string, Schema>; reason: string }>
> = {
  '/api/v2/search': { query: OFFSET_QUERY, reason: PAGING_PROSE },
  '/api/v2/users/search': { query: OFFSET_QUERY, reason: PAGING_PROSE },
  '/api/v2/groups': { query: CURSOR_QUERY, reason: PAGING_PROSE },
  '/api/v2/tickets/show_many': {
    query: { include: TEXT },
    reason: SIDE_LOAD_PROSE,
  },
  '/api/v2/tickets/{ticket_id}': {
    query: { include: TEXT },
    reason: SIDE_LOAD_PROSE,
  },
  '/api/v2/incremental/tickets/cursor': {
    query: { per_page: { type: 'integer', minimum: 1, maximum: 1000 } },
    reason: PAGING_PROSE,
  },
  '/api/v2/organizations/search': {
    query: { external_id: TEXT },
    reason:
      'external ids are texts, and the parameter is described as a number',
  },
};

const withNull = (name: string, ...fields: string[]): Allowance[] =>
  fields.map(field => ({
    shape: name,
    field,
    may: 'be null',
    reason: 'a field without a value is sent as null',
  }));

const beside = (
  name: string,
  fields: Record<string, Schema>,
  reason: string,
): Allowance[] =>
  Object.entries(fields).map(([field, is]) => ({
    shape: name,
    field,
    is,
    reason,
  }));

const SIDE_LOADS = {
  users: { type: 'array', items: shape('UserForAdmin') },
  groups: { type: 'array', items: shape('GroupObject') },
};

/** Where Zendesk's description is known to differ from Zendesk. */
export const ZENDESK_ALLOWANCES: readonly Allowance[] = [
  ...withNull(
    'TicketObject',
    'assignee_id',
    'external_id',
    'forum_topic_id',
    'priority',
    'problem_id',
    'recipient',
  ),
  ...withNull(
    'UserForAdmin',
    'default_group_id',
    'last_login_at',
    'organization_id',
    'phone',
    'photo',
    'shared_phone_number',
    'signature',
  ),
  ...withNull(
    'TicketMetricObject',
    'assigned_at',
    'assignee_updated_at',
    'initially_assigned_at',
    'solved_at',
  ),
  ...withNull('TicketMetricTimeObject', 'business', 'calendar'),
  ...withNull('SatisfactionRatingObject', 'assignee_id', 'comment'),
  {
    shape: 'OrganizationObject',
    field: 'organization_fields',
    is: {
      type: 'object',
      additionalProperties: { type: ['string', 'number', 'boolean', 'null'] },
    },
    reason:
      'a custom field without a value is null, and one of a check box a boolean',
  },
  {
    shape: 'SatisfactionRatingResponse',
    field: 'satisfaction_rating',
    is: shape('SatisfactionRatingObject'),
    reason: 'one rating is answered, and a list of them is described',
  },
  {
    shape: 'TicketObject',
    field: 'generated_timestamp',
    is: NUMBER,
    reason: 'explained under "Incremental Exports", and sent always',
  },
  {
    shape: 'TicketObject',
    field: 'metric_set',
    is: shape('TicketMetricObject'),
    reason: SIDE_LOAD_PROSE,
  },
  {
    shape: 'TicketObject',
    field: 'slas',
    is: object({
      policy_metrics: {
        type: 'array',
        items: object({
          breach_at: INSTANT,
          stage: { enum: ['active', 'paused', 'achieved'] },
          metric: TEXT,
        }),
      },
    }),
    reason: SIDE_LOAD_PROSE,
  },
  ...beside('TicketResponse', SIDE_LOADS, SIDE_LOAD_PROSE),
  ...beside('TicketsResponse', SIDE_LOADS, SIDE_LOAD_PROSE),
  ...beside('TicketsResponse', OFFSET_ANSWER, PAGING_PROSE),
  ...beside('UsersResponse', OFFSET_ANSWER, PAGING_PROSE),
  ...beside('GroupsResponse', CURSOR_ANSWER, PAGING_PROSE),
  ...['TicketObject', 'OrganizationObject'].flatMap(name =>
    beside(
      name,
      { result_type: TEXT },
      'the search says of each result what it is',
    ),
  ),
  ...['SearchResponse', 'SearchExportResponse'].map(
    (name): Allowance => ({
      shape: name,
      field: 'results',
      is: {
        type: 'array',
        items: {
          type: 'object',
          required: ['result_type'],
          allOf: [
            ofType('ticket', 'TicketObject'),
            ofType('organization', 'OrganizationObject'),
          ],
          properties: { result_type: { enum: ['ticket', 'organization'] } },
          additionalProperties: true,
        },
      },
      reason:
        'a result is described by what all kinds have in common, and holds the whole record',
    }),
  ),
];

function ofType(type: string, name: string): Schema {
  return {
    if: { properties: { result_type: { const: type } } },
    then: shape(name),
  };
}

/**
 * A user is described as what an admin or what an end user sees of one, either
 * of which would do. Ours is the credential of an admin.
 */
export const ZENDESK_USER = shape('UserForAdmin');

/** Calls that the description is known to lack. */
export const ZENDESK_UNDESCRIBED: readonly UndescribedOperation[] = [
  {
    method: 'GET',
    path: '/api/v2/organizations/:id/tickets',
    reason: 'stands under "List Tickets" without parameters of its own',
    query: object(
      {
        ...CURSOR_QUERY,
        sort: { enum: ['updated_at', '-updated_at', 'id', '-id'] },
        include: TEXT,
      },
      [],
    ),
    answer: object(
      {
        ...CURSOR_ANSWER,
        ...SIDE_LOADS,
        tickets: { type: 'array', items: shape('TicketObject') },
      },
      ['tickets', 'meta', 'links'],
    ),
  },
  {
    method: 'GET',
    path: '/api/v2/organizations/:id/users',
    reason: 'stands under "List Users" without parameters of its own',
    query: object(CURSOR_QUERY, []),
    answer: object({
      ...CURSOR_ANSWER,
      users: { type: 'array', items: shape('UserForAdmin') },
    }),
  },
  {
    method: 'GET',
    path: '/api/v2/users/:id/organization_memberships',
    reason: 'stands under "List Memberships" without parameters of its own',
    query: object({}),
    answer: object({
      ...OFFSET_ANSWER,
      organization_memberships: {
        type: 'array',
        items: shape('OrganizationMembershipObject'),
      },
    }),
  },
  {
    method: 'GET',
    path: '/api/v2/guide/survey_responses',
    reason: 'newer than the description ("CSAT Survey Responses")',
    query: object({ ...CURSOR_QUERY, 'filter[subject_zrns]': TEXT }, [
      'filter[subject_zrns]',
    ]),
    answer: object({
      ...CURSOR_ANSWER,
      survey_responses: {
        type: 'array',
        items: object({
          id: TEXT,
          expires_at: INSTANT,
          responder_id: NUMBER,
          subjects: {
            type: 'array',
            items: object({ id: NUMBER, type: TEXT, zrn: TEXT }),
          },
          survey: object({ id: TEXT, state: TEXT, version: NUMBER }),
          answers: {
            type: 'array',
            items: object(
              {
                type: { enum: ['rating_scale', 'open_ended'] },
                rating: NUMBER,
                rating_category: { enum: ['good', 'bad'] },
                value: TEXT,
                created_at: INSTANT,
                updated_at: INSTANT,
              },
              ['type', 'created_at', 'updated_at'],
            ),
          },
        }),
      },
    }),
  },
  {
    method: 'POST',
    path: '/oauth/tokens',
    reason:
      'no part of the API that is described ("Creating and using OAuth tokens")',
    query: object({}),
    body: object(
      {
        grant_type: { const: 'client_credentials' },
        client_id: TEXT,
        client_secret: TEXT,
        scope: TEXT,
        expires_in: {
          type: 'integer',
          exclusiveMinimum: 300,
          exclusiveMaximum: 172_800,
        },
      },
      ['grant_type', 'client_id', 'client_secret', 'scope'],
    ),
    answer: object(
      {
        access_token: TEXT,
        token_type: { const: 'bearer' },
        scope: TEXT,
        expires_in: NUMBER,
      },
      ['access_token', 'token_type', 'scope'],
    ),
  },
];

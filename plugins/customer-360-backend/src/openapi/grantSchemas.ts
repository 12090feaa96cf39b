import {
  GRANT_STATES,
  GRANT_TIERS,
  SECTIONS,
} from '@customer-360/backstage-plugin-customer-360-common';

const instant = { type: 'string', maxLength: 30 } as const;

const scope = {
  oneOf: [
    {
      type: 'object',
      additionalProperties: false,
      required: ['kind', 'ref'],
      properties: {
        kind: { type: 'string', enum: ['customer'] },
        ref: {
          type: 'string',
          maxLength: 255,
          pattern:
            '^[cC][uU][sS][tT][oO][mM][eE][rR]:[a-zA-Z0-9-]+/[-_.a-zA-Z0-9]+$',
        },
      },
    },
    {
      type: 'object',
      additionalProperties: false,
      required: ['kind', 'segment'],
      properties: {
        kind: { type: 'string', enum: ['segment'] },
        segment: { type: 'string', minLength: 1, maxLength: 63 },
      },
    },
  ],
} as const;

const labels = {
  type: 'array',
  maxItems: 50,
  items: { type: 'string', maxLength: 63, pattern: '^[a-z][a-z0-9-]*$' },
} as const;

const sections = {
  type: 'array',
  minItems: 1,
  maxItems: 20,
  items: { type: 'string', enum: [...SECTIONS] },
} as const;

const tier = { type: 'string', enum: [...GRANT_TIERS] } as const;

/** What is asked for. */
const wanted = { scope, tier, labels, sections } as const;

/** What counts of a grant. */
const given = {
  id: { type: 'string' },
  person: { type: 'string', description: 'Who is to see more.' },
  ...wanted,
  expiresAt: instant,
  breakGlass: { type: 'boolean' },
} as const;

const alwaysGiven = [
  'id',
  'person',
  'scope',
  'tier',
  'labels',
  'expiresAt',
  'breakGlass',
] as const;

export const grantSchemas = {
  Grant: {
    type: 'object',
    additionalProperties: false,
    required: [...alwaysGiven, 'reason', 'state', 'requestedAt'],
    properties: {
      ...given,
      reason: { type: 'string' },
      state: { type: 'string', enum: [...GRANT_STATES] },
      requestedAt: instant,
      decidedBy: { type: 'string' },
      decidedAt: instant,
      note: { type: 'string' },
    },
  },
  GrantPage: {
    type: 'object',
    additionalProperties: false,
    required: ['grants'],
    properties: {
      grants: {
        type: 'array',
        maxItems: 200,
        items: { $ref: '#/components/schemas/Grant' },
      },
      nextCursor: { type: 'string' },
    },
  },
  GrantRequest: {
    type: 'object',
    additionalProperties: false,
    required: ['scope', 'tier', 'reason', 'expiresAt'],
    properties: {
      ...wanted,
      reason: { type: 'string', minLength: 10, maxLength: 1_000 },
      expiresAt: {
        type: 'string',
        maxLength: 24,
        pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{3})?Z$',
        description: 'UTC: `2026-11-25T18:00:00Z`.',
      },
      breakGlass: {
        type: 'boolean',
        description:
          'True to take it at once, in an emergency: one customer, 60 minutes at most, and its owner is told. Needs `customer360.break-glass`.',
      },
    },
  },
  GrantDecision: {
    type: 'object',
    additionalProperties: false,
    required: ['decision'],
    properties: {
      decision: { type: 'string', enum: ['approve', 'refuse'] },
      note: { type: 'string', minLength: 1, maxLength: 1_000 },
    },
  },
  LiveGrantList: {
    type: 'object',
    additionalProperties: false,
    required: ['grants'],
    properties: {
      grants: {
        type: 'array',
        maxItems: 10_000,
        items: {
          type: 'object',
          additionalProperties: false,
          required: alwaysGiven,
          properties: given,
        },
      },
    },
  },
} as const;

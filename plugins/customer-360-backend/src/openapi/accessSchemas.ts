import {
  GRANT_TIERS,
  SCOPES,
  SECTIONS,
  TIERS,
} from '@customer-360/backstage-plugin-customer-360-common';

const strings = { type: 'array', items: { type: 'string' } } as const;

const given = {
  tier: { type: 'string', enum: [...TIERS] },
  labels: strings,
  sections: {
    type: 'array',
    items: { type: 'string', enum: [...SECTIONS] },
    description: 'All where it is left out.',
  },
} as const;

const byGrant = {
  ...given,
  tier: { type: 'string', enum: [...GRANT_TIERS] },
  via: { type: 'string', enum: ['grant'] },
  grant: { type: 'string' },
  expiresAt: { type: 'string' },
  breakGlass: { type: 'boolean' },
} as const;

const byGrantRequired = [
  'via',
  'grant',
  'expiresAt',
  'breakGlass',
  'tier',
  'labels',
] as const;

const customer = {
  type: 'object',
  required: ['ref', 'title'],
  properties: { ref: { type: 'string' }, title: { type: 'string' } },
} as const;

const reasons = {
  type: 'array',
  items: { $ref: '#/components/schemas/AccessReason' },
} as const;

export const accessSchemas = {
  AccessReason: {
    oneOf: [
      {
        type: 'object',
        additionalProperties: false,
        required: ['via', 'role', 'scope', 'tier', 'labels'],
        properties: {
          ...given,
          via: { type: 'string', enum: ['role'] },
          role: { type: 'string' },
          scope: { type: 'string', enum: [...SCOPES] },
        },
      },
      {
        type: 'object',
        additionalProperties: false,
        required: byGrantRequired,
        properties: byGrant,
      },
    ],
  },
  CustomerAccessView: {
    type: 'object',
    required: ['customer', 'facets', 'labels', 'mayRefresh', 'reasons'],
    additionalProperties: false,
    properties: {
      customer,
      facets: {
        type: 'array',
        items: {
          type: 'object',
          required: ['facet', 'section', 'level', 'reason'],
          additionalProperties: false,
          properties: {
            facet: { type: 'string' },
            section: { type: 'string' },
            level: { type: 'string', enum: ['full', 'summary', 'none'] },
            label: { type: 'string' },
            reason: { type: 'string' },
          },
        },
      },
      labels: {
        type: 'array',
        items: {
          type: 'object',
          required: ['label', 'held'],
          additionalProperties: false,
          properties: { label: { type: 'string' }, held: { type: 'boolean' } },
        },
      },
      mayRefresh: { type: 'boolean' },
      reasons,
    },
  },
  CustomerPeople: {
    type: 'object',
    required: ['customer', 'rolesKnown', 'people', 'more'],
    additionalProperties: false,
    properties: {
      customer,
      rolesKnown: {
        type: 'boolean',
        description:
          'False where the policy is not one of roles: then only grants are known.',
      },
      people: {
        type: 'array',
        maxItems: 1_000,
        items: {
          type: 'object',
          required: ['person', 'reasons'],
          additionalProperties: false,
          properties: {
            person: { type: 'string' },
            name: { type: 'string' },
            reasons,
          },
        },
      },
      more: { type: 'boolean' },
    },
  },
  RoleDescription: {
    type: 'object',
    required: ['name', 'members', 'scopes', 'permissions'],
    additionalProperties: false,
    properties: {
      name: { type: 'string' },
      members: strings,
      scopes: {
        type: 'object',
        additionalProperties: {
          type: 'object',
          required: ['tier', 'labels'],
          additionalProperties: false,
          properties: given,
        },
      },
      permissions: strings,
    },
  },
  RoleList: {
    type: 'object',
    required: ['roles'],
    additionalProperties: false,
    properties: {
      roles: {
        type: 'array',
        items: { $ref: '#/components/schemas/RoleDescription' },
      },
    },
  },
  PersonAccess: {
    type: 'object',
    required: ['person', 'rolesKnown', 'roles', 'grants'],
    additionalProperties: false,
    properties: {
      person: { type: 'string' },
      name: { type: 'string' },
      rolesKnown: { type: 'boolean' },
      roles: {
        type: 'array',
        items: { $ref: '#/components/schemas/RoleDescription' },
      },
      grants: {
        type: 'array',
        items: {
          type: 'object',
          additionalProperties: false,
          required: [...byGrantRequired, 'scope'],
          properties: { ...byGrant, scope: { type: 'object' } },
        },
      },
    },
  },
} as const;

import {
  CANDIDATE_RULES,
  LINK_ACTS,
  LINK_CONFIDENCES,
  LINK_OBSTACLES,
  LINK_RULES,
  ORPHAN_REASONS,
} from '@customer-360/backstage-plugin-customer-360-common';
import { instant } from './commonSchemas';

const rule = { type: 'string', enum: [...LINK_RULES] } as const;
const confidence = { type: 'string', enum: [...LINK_CONFIDENCES] } as const;
const reason = { type: 'string', minLength: 1, maxLength: 1_000 } as const;

const standing = {
  type: 'object',
  additionalProperties: false,
  required: ['state', 'rule', 'confidence'],
  properties: {
    state: { type: 'string', enum: ['confirmed', 'undone'] },
    rule,
    confidence,
  },
} as const;

export const linkSchemas = {
  AccountLink: {
    type: 'object',
    additionalProperties: false,
    required: ['id', 'rule', 'confidence'],
    properties: {
      id: { type: 'string' },
      rule,
      confidence,
      since: instant,
      by: {
        type: 'string',
        description: 'Who said so; absent for what was linked by itself.',
      },
      reason: { type: 'string' },
    },
  },
  AccountCandidate: {
    type: 'object',
    additionalProperties: false,
    required: ['id', 'rule'],
    properties: {
      id: { type: 'string' },
      rule: { type: 'string', enum: [...CANDIDATE_RULES] },
      obstacle: {
        type: 'string',
        enum: [...LINK_OBSTACLES],
        description: 'Why it is not linked by itself.',
      },
    },
  },
  CustomerLinksView: {
    type: 'object',
    additionalProperties: false,
    required: ['sources', 'history'],
    properties: {
      sources: {
        type: 'array',
        items: {
          type: 'object',
          additionalProperties: false,
          required: ['source', 'title', 'links', 'candidates'],
          properties: {
            source: { type: 'string' },
            title: { type: 'string' },
            links: {
              type: 'array',
              items: { $ref: '#/components/schemas/AccountLink' },
            },
            candidates: {
              type: 'array',
              maxItems: 10,
              items: { $ref: '#/components/schemas/AccountCandidate' },
            },
          },
        },
      },
      history: {
        type: 'array',
        maxItems: 100,
        description: 'The newest first.',
        items: {
          type: 'object',
          additionalProperties: false,
          required: ['at', 'source', 'id', 'act', 'after'],
          properties: {
            at: instant,
            source: { type: 'string' },
            id: { type: 'string' },
            act: { type: 'string', enum: [...LINK_ACTS] },
            by: { type: 'string' },
            reason: { type: 'string' },
            before: standing,
            after: standing,
          },
        },
      },
    },
  },
  LinkConfirmation: {
    type: 'object',
    additionalProperties: false,
    properties: {
      reason,
      force: {
        type: 'boolean',
        description:
          'True to link it although another customer is linked to it; takes a reason.',
      },
    },
  },
  LinkUndoing: {
    type: 'object',
    additionalProperties: false,
    required: ['reason'],
    properties: { reason },
  },
  OrphanPage: {
    type: 'object',
    additionalProperties: false,
    required: ['accounts', 'customers'],
    properties: {
      accounts: {
        type: 'array',
        maxItems: 200,
        items: {
          type: 'object',
          additionalProperties: false,
          required: ['id', 'reason', 'seenAt'],
          properties: {
            id: { type: 'string' },
            reason: { type: 'string', enum: [...ORPHAN_REASONS] },
            seenAt: instant,
          },
        },
      },
      customers: {
        type: 'array',
        maxItems: 200,
        items: { $ref: '#/components/schemas/CustomerLink' },
      },
      nextCursor: { type: 'string' },
    },
  },
} as const;

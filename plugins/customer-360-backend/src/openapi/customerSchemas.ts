import {
  ANSWER_IDS,
  LOOKED_FIGURES,
} from '@customer-360/backstage-plugin-customer-360-common';
import { day, instant } from './commonSchemas';

/** A number, or a day where the figure is one. */
const side = { anyOf: [{ type: 'number' }, day] } as const;

/** The page of a customer, and why one sees what one sees of it. */
export const customerSchemas = {
  CustomerHeader: {
    type: 'object',
    required: [
      'ref',
      'namespace',
      'name',
      'title',
      'lifecycle',
      'owner',
      'team',
    ],
    additionalProperties: false,
    properties: {
      ref: { type: 'string' },
      namespace: { type: 'string' },
      name: { type: 'string' },
      title: { type: 'string' },
      domain: { type: 'string' },
      segment: { type: 'string' },
      lifecycle: {
        type: 'string',
        enum: ['prospect', 'onboarding', 'active', 'churned'],
      },
      owner: { type: 'string' },
      team: {
        type: 'array',
        items: {
          type: 'object',
          required: ['role', 'ref'],
          properties: { role: { type: 'string' }, ref: { type: 'string' } },
        },
      },
    },
  },
  ViewAccess: {
    type: 'object',
    required: ['facets', 'labels', 'mayRefresh'],
    additionalProperties: false,
    properties: {
      facets: {
        type: 'object',
        additionalProperties: {
          type: 'string',
          enum: ['full', 'summary', 'none'],
        },
      },
      labels: { type: 'array', items: { type: 'string' } },
      mayRefresh: { type: 'boolean' },
    },
  },
  CustomerView: {
    type: 'object',
    required: [
      'customer',
      'access',
      'answers',
      'sections',
      'upcoming',
      'indicators',
      'conflicts',
    ],
    additionalProperties: false,
    properties: {
      customer: { $ref: '#/components/schemas/CustomerHeader' },
      access: { $ref: '#/components/schemas/ViewAccess' },
      answers: { $ref: '#/components/schemas/Answers' },
      sections: {
        type: 'object',
        additionalProperties: {
          type: 'object',
          required: ['facets'],
          additionalProperties: false,
          properties: {
            facets: {
              type: 'object',
              additionalProperties: { $ref: '#/components/schemas/FacetView' },
            },
          },
        },
      },
      upcoming: {
        type: 'array',
        items: { $ref: '#/components/schemas/UpcomingItem' },
      },
      indicators: {
        type: 'array',
        items: { $ref: '#/components/schemas/Indicator' },
      },
      conflicts: {
        type: 'array',
        items: { $ref: '#/components/schemas/Conflict' },
      },
      asOf: day,
      basis: { type: 'string', enum: ['observed'] },
      generatedAt: instant,
    },
  },
  SinceLook: {
    type: 'object',
    required: ['changes'],
    additionalProperties: false,
    properties: {
      lookedAt: instant,
      changes: {
        type: 'array',
        items: {
          type: 'object',
          required: ['figure', 'answer', 'facet'],
          additionalProperties: false,
          properties: {
            figure: { type: 'string', enum: LOOKED_FIGURES },
            answer: { type: 'string', enum: ANSWER_IDS },
            facet: { type: 'string' },
            currency: { type: 'string', minLength: 3, maxLength: 3 },
            before: side,
            after: side,
          },
        },
      },
    },
  },
  RefreshRequest: {
    type: 'object',
    additionalProperties: false,
    properties: {
      facets: {
        type: 'array',
        minItems: 1,
        maxItems: 100,
        items: { type: 'string', maxLength: 63 },
      },
    },
  },
  InvalidateRequest: {
    type: 'object',
    additionalProperties: false,
    properties: {
      source: { type: 'string', maxLength: 63 },
      facets: {
        type: 'array',
        minItems: 1,
        maxItems: 100,
        items: { type: 'string', maxLength: 63 },
      },
    },
  },
} as const;

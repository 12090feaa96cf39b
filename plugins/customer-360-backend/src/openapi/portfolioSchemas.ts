import {
  PORTFOLIO_SECTIONS,
  PORTFOLIO_SORTS,
  RISK_BANDS,
  SORT_DIRECTIONS,
} from '@customer-360/backstage-plugin-customer-360-common';
import { day, money } from './commonSchemas';
import { cursorParameter } from './parameters';

const band = { type: 'string', enum: RISK_BANDS } as const;
const withinDays = { type: 'integer', minimum: 0, maximum: 3_650 } as const;

/** The list of customers. */
export const portfolioSchemas = {
  PortfolioFilter: {
    type: 'object',
    description: 'All of it has to hold.',
    additionalProperties: false,
    properties: {
      mine: { type: 'boolean' },
      text: { type: 'string', minLength: 1, maxLength: 200 },
      segment: { type: 'string', minLength: 1, maxLength: 127 },
      lifecycle: { type: 'string', minLength: 1, maxLength: 31 },
      owner: { type: 'string', minLength: 1, maxLength: 255 },
      risk: {
        type: 'array',
        minItems: 1,
        maxItems: RISK_BANDS.length,
        items: band,
      },
      renewsWithinDays: withinDays,
      noticeWithinDays: withinDays,
      dormantDays: withinDays,
      severity1: { type: 'boolean' },
    },
  },
  PortfolioQuery: {
    type: 'object',
    additionalProperties: false,
    properties: {
      filter: { $ref: '#/components/schemas/PortfolioFilter' },
      sort: { type: 'string', enum: PORTFOLIO_SORTS },
      direction: { type: 'string', enum: SORT_DIRECTIONS },
      cursor: cursorParameter.schema,
      limit: { type: 'integer', minimum: 1, maximum: 200 },
    },
  },
  PortfolioExportQuery: {
    type: 'object',
    additionalProperties: false,
    properties: {
      filter: { $ref: '#/components/schemas/PortfolioFilter' },
      sort: { type: 'string', enum: PORTFOLIO_SORTS },
      direction: { type: 'string', enum: SORT_DIRECTIONS },
    },
  },
  PortfolioRow: {
    type: 'object',
    required: [
      'ref',
      'namespace',
      'name',
      'title',
      'lifecycle',
      'owner',
      'team',
      'hidden',
      'risk',
      'reasons',
    ],
    additionalProperties: false,
    properties: {
      ref: { type: 'string' },
      namespace: { type: 'string' },
      name: { type: 'string' },
      title: { type: 'string' },
      segment: { type: 'string' },
      lifecycle: { type: 'string' },
      owner: { type: 'string' },
      team: {
        type: 'array',
        items: {
          type: 'object',
          required: ['role', 'ref'],
          additionalProperties: false,
          properties: { role: { type: 'string' }, ref: { type: 'string' } },
        },
      },
      hidden: {
        type: 'array',
        items: { type: 'string', enum: PORTFOLIO_SECTIONS },
      },
      mrr: {
        type: 'array',
        description: 'A month.',
        items: money,
      },
      mrrChange: {
        type: 'object',
        required: ['absolute', 'currency', 'day'],
        additionalProperties: false,
        properties: {
          percent: { type: 'number' },
          absolute: { type: 'integer' },
          currency: { type: 'string' },
          day,
          tone: { type: 'string', enum: ['down', 'watch', 'up'] },
        },
      },
      renews: {
        type: 'object',
        required: ['kind'],
        additionalProperties: false,
        properties: {
          kind: {
            type: 'string',
            enum: ['renews', 'ends', 'billing_end', 'trial_end', 'open_ended'],
          },
          day,
          daysLeft: { type: 'integer' },
          noticeDay: day,
          noticeDaysLeft: { type: 'integer' },
        },
      },
      health: {
        type: 'object',
        required: ['max', 'higherIsBetter', 'coverage'],
        additionalProperties: false,
        properties: {
          score: { type: 'number' },
          max: { type: 'number' },
          higherIsBetter: { type: 'boolean' },
          coverage: { type: 'number', minimum: 0, maximum: 1 },
        },
      },
      severity1: { type: 'integer', minimum: 0 },
      dormantDays: { type: 'integer', minimum: 0 },
      risk: band,
      reasons: {
        type: 'array',
        items: {
          type: 'object',
          required: ['rule', 'text'],
          additionalProperties: false,
          properties: { rule: { type: 'string' }, text: { type: 'string' } },
        },
      },
      oldest: {
        type: 'object',
        required: ['asOf', 'source'],
        additionalProperties: false,
        properties: {
          asOf: { type: 'string', format: 'date-time' },
          source: { type: 'string' },
        },
      },
    },
  },
  PortfolioPage: {
    type: 'object',
    required: ['rows', 'total'],
    additionalProperties: false,
    properties: {
      rows: {
        type: 'array',
        maxItems: 200,
        items: { $ref: '#/components/schemas/PortfolioRow' },
      },
      total: {
        type: 'object',
        required: ['count', 'more'],
        additionalProperties: false,
        properties: {
          count: { type: 'integer', minimum: 0 },
          more: { type: 'boolean' },
        },
      },
      nextCursor: { type: 'string' },
      converted: {
        type: 'object',
        required: ['currency', 'ratesOf'],
        additionalProperties: false,
        properties: { currency: { type: 'string' }, ratesOf: day },
      },
      closed: { type: 'string' },
    },
  },
} as const;

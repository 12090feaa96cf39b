import {
  ANSWER_IDS,
  UPCOMING_KINDS,
} from '@customer-360/backstage-plugin-customer-360-common';
import { day, instant, money } from './commonSchemas';

const reading = {
  type: 'object',
  required: ['text'],
  additionalProperties: false,
  properties: {
    text: { type: 'string' },
    at: { type: 'string' },
    source: { type: 'string' },
  },
} as const;

export const upcomingItem = {
  type: 'object',
  required: ['kind', 'day', 'source'],
  additionalProperties: false,
  properties: {
    kind: { type: 'string', enum: UPCOMING_KINDS },
    day,
    at: instant,
    title: { type: 'string' },
    amount: money,
    source: { type: 'string' },
    url: { type: 'string' },
  },
} as const;

/** What the rules find in the visible facets. */
export const findingSchemas = {
  UpcomingItem: upcomingItem,
  Indicator: {
    type: 'object',
    required: ['id', 'answer', 'tone', 'word', 'text', 'rule', 'now', 'facets'],
    additionalProperties: false,
    properties: {
      id: { type: 'string' },
      answer: { type: 'string', enum: ANSWER_IDS },
      tone: { type: 'string', enum: ['down', 'watch', 'up'] },
      word: { type: 'string' },
      text: { type: 'string' },
      rule: { type: 'string' },
      before: reading,
      now: reading,
      facets: { type: 'array', items: { type: 'string' } },
    },
  },
  Conflict: {
    type: 'object',
    required: ['id', 'type', 'text', 'sides', 'facets'],
    additionalProperties: false,
    properties: {
      id: { type: 'string' },
      type: { type: 'string', enum: ['amount', 'plan', 'seats', 'status'] },
      text: { type: 'string' },
      sides: {
        type: 'array',
        minItems: 2,
        maxItems: 2,
        items: {
          type: 'object',
          required: ['source', 'text'],
          additionalProperties: false,
          properties: {
            source: { type: 'string' },
            text: { type: 'string' },
            url: { type: 'string' },
          },
        },
      },
      facets: { type: 'array', items: { type: 'string' } },
    },
  },
} as const;

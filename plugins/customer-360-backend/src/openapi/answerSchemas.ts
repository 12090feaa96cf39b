import { day, instant, money, reason } from './commonSchemas';
import { upcomingItem } from './signalSchemas';

const provenance = {
  type: 'object',
  required: ['sources', 'stale'],
  additionalProperties: false,
  properties: {
    sources: { type: 'array', items: { type: 'string' } },
    asOf: instant,
    fetchedAt: instant,
    stale: { type: 'boolean' },
  },
} as const;

const missing = {
  type: 'array',
  items: {
    type: 'object',
    required: ['facet', 'state'],
    additionalProperties: false,
    properties: {
      facet: { type: 'string' },
      state: { type: 'string' },
      reason,
      sources: { type: 'array', items: { type: 'string' } },
      label: { type: 'string' },
      whoMaySee: { type: 'string' },
    },
  },
} as const;

const base = { provenance, missing } as const;

const change = {
  absolute: { type: 'number' },
  percent: { type: 'number' },
  before: { type: 'number' },
  day,
  windowDays: { type: 'integer' },
} as const;

const pays = {
  type: 'object',
  required: ['provenance', 'missing', 'history'],
  additionalProperties: false,
  properties: {
    ...base,
    mrr: { type: 'array', items: money },
    arr: { type: 'array', items: money },
    change: {
      type: 'object',
      required: ['absolute', 'before', 'day', 'windowDays', 'currency'],
      additionalProperties: false,
      properties: { ...change, currency: { type: 'string' } },
    },
    history: {
      type: 'array',
      items: {
        type: 'object',
        required: ['month', 'mrr'],
        additionalProperties: false,
        properties: { month: { type: 'string' }, mrr: money },
      },
    },
    plan: { type: 'string' },
    overdue: {
      type: 'object',
      required: ['amounts', 'count', 'oldestDays'],
      additionalProperties: false,
      properties: {
        amounts: { type: 'array', items: money },
        count: { type: 'integer' },
        oldestDays: { type: 'integer' },
        nextAttemptAt: instant,
      },
    },
    failing: { type: 'boolean' },
    trialEndsAt: instant,
    policy: { type: 'string' },
  },
} as const;

const renews = {
  type: 'object',
  required: ['provenance', 'missing'],
  additionalProperties: false,
  properties: {
    ...base,
    kind: {
      type: 'string',
      enum: ['renews', 'ends', 'billing_end', 'trial_end', 'open_ended'],
    },
    day,
    daysLeft: { type: 'integer' },
    startDay: day,
    noticeDay: day,
    noticeDaysLeft: { type: 'integer' },
    annualValue: money,
  },
} as const;

const uses = {
  type: 'object',
  required: ['provenance', 'missing', 'daily'],
  additionalProperties: false,
  properties: {
    ...base,
    weeklyActive: { type: 'integer' },
    monthlyActive: { type: 'integer' },
    seats: { type: 'integer' },
    change: {
      type: 'object',
      required: ['absolute', 'before', 'day', 'windowDays'],
      additionalProperties: false,
      properties: change,
    },
    lastEventAt: instant,
    dormantDays: { type: 'integer' },
    featuresAdopted: { type: 'integer' },
    featuresTotal: { type: 'integer' },
    activation: {
      type: 'object',
      required: ['activated'],
      additionalProperties: false,
      properties: { activated: { type: 'boolean' }, at: instant },
    },
    daily: {
      type: 'array',
      items: {
        type: 'object',
        required: ['day', 'activeUsers'],
        additionalProperties: false,
        properties: { day, activeUsers: { type: 'integer' } },
      },
    },
  },
} as const;

const relationship = {
  type: 'object',
  required: ['provenance', 'missing'],
  additionalProperties: false,
  properties: {
    ...base,
    health: { description: 'Summary of the facet `health`.' },
    nps: {
      type: 'object',
      required: ['score', 'at'],
      additionalProperties: false,
      properties: { score: { type: 'number' }, at: instant },
    },
    lastTouch: {
      type: 'object',
      required: ['at', 'kind'],
      additionalProperties: false,
      properties: {
        at: instant,
        kind: { type: 'string' },
        person: { type: 'string' },
      },
    },
    owner: { type: 'string' },
  },
} as const;

const threads = {
  type: 'object',
  required: ['provenance', 'missing'],
  additionalProperties: false,
  properties: {
    ...base,
    open: { type: 'integer' },
    bySeverity: { description: 'Number of open tickets by severity.' },
    oldestOpenDays: { type: 'integer' },
    escalated: { type: 'integer' },
    escalatedRecently: { type: 'integer' },
    slaBreached: { type: 'integer' },
    total: { type: 'integer' },
    satisfaction: { description: 'Summary of the facet `satisfaction`.' },
  },
} as const;

const next = {
  type: 'object',
  required: ['provenance', 'missing', 'items'],
  additionalProperties: false,
  properties: { ...base, items: { type: 'array', items: upcomingItem } },
} as const;

export const answerSchemas = {
  Answers: {
    type: 'object',
    required: ['pays', 'renews', 'uses', 'relationship', 'threads', 'next'],
    additionalProperties: false,
    properties: { pays, renews, uses, relationship, threads, next },
  },
} as const;

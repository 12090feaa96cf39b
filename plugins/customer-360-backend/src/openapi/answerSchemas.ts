import {
  CHANGED_FIGURES,
  CHANGE_WINDOWS,
} from '@customer-360/backstage-plugin-customer-360-common';
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
      observedSince: day,
      label: { type: 'string' },
      whoMaySee: { type: 'string' },
    },
  },
} as const;

const base = { provenance, missing } as const;

/** Whose history an earlier value is of. */
const basis = { type: 'string', enum: ['source', 'observed'] } as const;

const change = {
  absolute: { type: 'number' },
  percent: { type: 'number' },
  before: { type: 'number' },
  day,
  windowDays: { type: 'integer' },
  basis,
} as const;

const figureChange = {
  type: 'object',
  description:
    'A figure now and what it was 30 or 90 days before. Without `before` no value of then is known; with `observedSince` it is the first that was observed.',
  required: ['figure', 'unit', 'now', 'windowDays'],
  additionalProperties: false,
  properties: {
    figure: { type: 'string', enum: CHANGED_FIGURES },
    unit: { type: 'string' },
    now: { type: 'number' },
    windowDays: { type: 'integer', enum: [...CHANGE_WINDOWS] },
    before: { type: 'number' },
    absolute: { type: 'number' },
    percent: { type: 'number' },
    day,
    basis,
    observedSince: day,
  },
} as const;

const changes = {
  change30d: { type: 'array', items: figureChange },
  change90d: { type: 'array', items: figureChange },
} as const;

const pays = {
  type: 'object',
  required: ['provenance', 'missing', 'history', 'change30d', 'change90d'],
  additionalProperties: false,
  properties: {
    ...base,
    ...changes,
    mrr: { type: 'array', items: money },
    arr: { type: 'array', items: money },
    change: {
      type: 'object',
      required: [
        'absolute',
        'before',
        'day',
        'windowDays',
        'basis',
        'currency',
      ],
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
  required: ['provenance', 'missing', 'daily', 'change30d', 'change90d'],
  additionalProperties: false,
  properties: {
    ...base,
    ...changes,
    weeklyActive: { type: 'integer' },
    monthlyActive: { type: 'integer' },
    seats: { type: 'integer' },
    change: {
      type: 'object',
      required: ['absolute', 'before', 'day', 'windowDays', 'basis'],
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
  required: ['provenance', 'missing', 'change30d', 'change90d'],
  additionalProperties: false,
  properties: {
    ...base,
    ...changes,
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
  required: ['provenance', 'missing', 'change30d', 'change90d'],
  additionalProperties: false,
  properties: {
    ...base,
    ...changes,
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

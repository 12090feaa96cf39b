import { CANDIDATE_RULES } from '@customer-360/backstage-plugin-customer-360-common';
import { day, instant, reason } from './commonSchemas';

/** A facet as one person may see it. */
export const facetSchemas = {
  FacetSourceView: {
    type: 'object',
    required: ['id', 'title', 'state'],
    additionalProperties: false,
    properties: {
      id: { type: 'string' },
      title: { type: 'string' },
      state: {
        type: 'string',
        enum: [
          'ok',
          'partial',
          'stale',
          'empty',
          'unlinked',
          'unavailable',
          'no_access',
        ],
      },
      reason,
      fetchedAt: instant,
      asOf: instant,
      freshUntil: instant,
      renewing: { type: 'boolean' },
      truncated: { type: 'boolean' },
      missing: { type: 'array', items: { type: 'string' } },
      candidates: { type: 'array', items: { type: 'string' } },
      foundBy: { type: 'string', enum: [...CANDIDATE_RULES] },
    },
  },
  LabelKeeper: {
    type: 'object',
    required: ['label', 'whoMaySee'],
    additionalProperties: false,
    properties: {
      label: { type: 'string' },
      whoMaySee: { type: 'string' },
    },
  },
  FacetView: {
    type: 'object',
    required: ['level', 'state', 'sources'],
    additionalProperties: false,
    properties: {
      level: { type: 'string', enum: ['full', 'summary', 'none'] },
      state: {
        type: 'string',
        enum: [
          'ok',
          'partial',
          'stale',
          'empty',
          'unlinked',
          'denied',
          'unavailable',
          'unconfigured',
          'unknown',
          'no_access',
        ],
      },
      data: { description: 'All of the facet; with level `full` only.' },
      summary: { description: 'What the summary tier sees.' },
      observedSince: day,
      redacted: {
        type: 'array',
        description: 'Labels of fields that were taken out.',
        items: { type: 'string' },
      },
      keepers: {
        type: 'array',
        description: 'Who may see what was taken out; with `redacted` only.',
        items: { $ref: '#/components/schemas/LabelKeeper' },
      },
      label: {
        type: 'string',
        description:
          'What is missing for the facet, or, with level `summary`, for the rest of it.',
      },
      whoMaySee: { type: 'string' },
      sources: {
        type: 'array',
        items: { $ref: '#/components/schemas/FacetSourceView' },
      },
    },
  },
  FacetPage: {
    type: 'object',
    required: ['facet', 'view'],
    additionalProperties: false,
    properties: {
      facet: { type: 'string' },
      view: { $ref: '#/components/schemas/FacetView' },
      nextCursor: { type: 'string' },
    },
  },
} as const;

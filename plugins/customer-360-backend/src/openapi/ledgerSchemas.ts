import { SECTIONS } from '@customer-360/backstage-plugin-customer-360-common';
import { LEDGER_PROBLEMS } from '@customer-360/backstage-plugin-customer-360-common';
import { instant } from './commonSchemas';

const strings = {
  type: 'object',
  additionalProperties: { type: 'string' },
} as const;

const count = { type: 'integer', minimum: 0 } as const;

const section = { type: 'string', enum: SECTIONS } as const;

export const ledgerSchemas = {
  LedgerPage: {
    type: 'object',
    additionalProperties: false,
    required: ['rows'],
    properties: {
      rows: {
        type: 'array',
        maxItems: 200,
        items: { $ref: '#/components/schemas/LedgerRecord' },
      },
      nextCursor: { type: 'string' },
    },
  },
  LedgerRecord: {
    type: 'object',
    additionalProperties: false,
    required: [
      'chain',
      'seq',
      'at',
      'kind',
      'outcome',
      'facets',
      'labels',
      'policyVersion',
      'requestId',
    ],
    properties: {
      chain: { type: 'string' },
      seq: { type: 'integer', minimum: 1 },
      at: { type: 'string' },
      kind: { type: 'string' },
      outcome: { type: 'string' },
      person: {
        type: 'string',
        description: 'Left out for who has been forgotten.',
      },
      actingAs: { type: 'string' },
      customer: { type: 'string' },
      subject: {
        type: 'string',
        description:
          'Whom of the people it is about: whose rows were searched for. Left out for who has been forgotten.',
      },
      facets: { ...strings, description: 'Level by facet.' },
      labels: { type: 'array', items: { type: 'string' } },
      detail: strings,
      policyVersion: { type: 'string' },
      requestId: { type: 'string' },
    },
  },
  LedgerVerdict: {
    type: 'object',
    additionalProperties: false,
    required: ['ok', 'chains', 'rows', 'findings'],
    properties: {
      ok: { type: 'boolean', description: 'Nothing is wrong in this part.' },
      chains: {
        type: 'integer',
        description: 'Chains of which this part reached the end.',
      },
      rows: { type: 'integer' },
      findings: {
        type: 'array',
        maxItems: 200,
        description: 'The first wrong row of each chain that has one.',
        items: {
          type: 'object',
          additionalProperties: false,
          required: ['chain', 'seq', 'problem'],
          properties: {
            chain: { type: 'string' },
            seq: { type: 'integer' },
            problem: {
              type: 'string',
              enum: LEDGER_PROBLEMS,
            },
          },
        },
      },
      nextCursor: {
        type: 'string',
        description: 'Where the next part begins; not there in the last.',
      },
    },
  },
  LedgerUsage: {
    type: 'object',
    additionalProperties: false,
    required: [
      'from',
      'to',
      'people',
      'customers',
      'pages',
      'sections',
      'neverOpened',
      'denied',
    ],
    properties: {
      from: instant,
      to: instant,
      people: { ...count, description: 'Different people who looked.' },
      customers: { ...count, description: 'Different customers looked at.' },
      pages: {
        type: 'object',
        additionalProperties: false,
        required: ['opened', 'refreshed', 'pushed'],
        description: 'Pages given out, by why.',
        properties: { opened: count, refreshed: count, pushed: count },
      },
      sections: {
        type: 'array',
        maxItems: SECTIONS.length,
        items: {
          type: 'object',
          additionalProperties: false,
          required: ['section', 'shown', 'opened', 'denied'],
          properties: {
            section,
            shown: {
              ...count,
              description: 'Pages whose reader might see something of it.',
            },
            opened: {
              ...count,
              description:
                'Times that somebody opened the records of one of its facets, or had one by name read again.',
            },
            denied: {
              ...count,
              description:
                'Times that one of its facets was withheld, or an attempt at one refused.',
            },
          },
        },
      },
      neverOpened: {
        type: 'array',
        maxItems: SECTIONS.length,
        items: section,
      },
      denied: {
        ...count,
        description: 'Attempts of any kind that were refused as a whole.',
      },
    },
  },
} as const;

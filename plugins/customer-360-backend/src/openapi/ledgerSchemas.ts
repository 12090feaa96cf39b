const strings = {
  type: 'object',
  additionalProperties: { type: 'string' },
} as const;

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
      ok: { type: 'boolean' },
      chains: { type: 'integer' },
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
              enum: [
                'altered',
                'missing',
                'cut_off',
                'after_seal',
                'unknown_chain',
                'unknown_key',
                'not_removed',
              ],
            },
          },
        },
      },
    },
  },
} as const;

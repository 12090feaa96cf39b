import { instant } from './commonSchemas';

/** How the sources are. */
export const sourceSchemas = {
  SourceList: {
    type: 'object',
    required: ['sources'],
    additionalProperties: false,
    properties: {
      sources: {
        type: 'array',
        items: {
          type: 'object',
          required: [
            'id',
            'type',
            'title',
            'facets',
            'state',
            'drifting',
            'lastHour',
            'breaker',
            'sync',
            'expires',
          ],
          additionalProperties: false,
          properties: {
            id: { type: 'string' },
            type: { type: 'string' },
            title: { type: 'string' },
            facets: { type: 'array', items: { type: 'string' } },
            state: { type: 'string', enum: ['ok', 'failing', 'unknown'] },
            failing: { type: 'string' },
            lastSuccessAt: instant,
            lastFailureAt: instant,
            drifting: { type: 'array', items: { type: 'string' } },
            lastHour: { $ref: '#/components/schemas/SourceLastHour' },
            breaker: { type: 'string', enum: ['closed', 'open', 'half_open'] },
            heldUntil: instant,
            sync: {
              type: 'array',
              items: { $ref: '#/components/schemas/SourceSync' },
            },
            reach: {
              type: 'object',
              description: 'Customers who have an account there.',
              required: ['customers', 'countedAt'],
              additionalProperties: false,
              properties: {
                customers: { type: 'integer' },
                countedAt: instant,
              },
            },
            ingestion: {
              type: 'object',
              description:
                'How the latest listing of its customers ended in the catalog.',
              required: ['endedAt', 'listed', 'customers', 'kept'],
              additionalProperties: false,
              properties: {
                endedAt: instant,
                listed: { type: 'integer' },
                customers: { type: 'integer' },
                kept: {
                  type: 'integer',
                  description:
                    'Customers who would have left and were kept; 0 where nothing was refused.',
                },
              },
            },
            expires: {
              type: 'array',
              items: { $ref: '#/components/schemas/SourceExpiry' },
            },
            quota: {
              type: 'object',
              required: ['remaining', 'readAt'],
              additionalProperties: false,
              properties: {
                remaining: { type: 'number' },
                limit: { type: 'number' },
                resetAt: instant,
                readAt: instant,
              },
            },
            webhook: {
              type: 'object',
              required: ['waiting', 'dead', 'refused'],
              additionalProperties: false,
              properties: {
                waiting: { type: 'integer' },
                oldestWaitingAt: instant,
                dead: { type: 'integer' },
                lastReceivedAt: instant,
                lagMs: {
                  type: 'number',
                  description:
                    'How long ago what was told last happened at the source, in milliseconds.',
                },
                refused: {
                  type: 'object',
                  required: [
                    'signature',
                    'too_old',
                    'malformed',
                    'other_account',
                  ],
                  additionalProperties: false,
                  properties: {
                    signature: { type: 'integer' },
                    too_old: { type: 'integer' },
                    malformed: { type: 'integer' },
                    other_account: { type: 'integer' },
                  },
                },
              },
            },
          },
        },
      },
    },
  },
  SourceLastHour: {
    type: 'object',
    description:
      'What the instance that answers has seen in the last sixty minutes.',
    required: ['reads', 'failures', 'drifts'],
    additionalProperties: false,
    properties: {
      reads: { type: 'integer' },
      failures: {
        type: 'array',
        items: {
          type: 'object',
          required: ['reason', 'count'],
          additionalProperties: false,
          properties: {
            reason: { type: 'string' },
            count: { type: 'integer' },
          },
        },
      },
      drifts: {
        type: 'array',
        items: {
          type: 'object',
          required: ['facet', 'count'],
          additionalProperties: false,
          properties: { facet: { type: 'string' }, count: { type: 'integer' } },
        },
      },
    },
  },
  SourceExpiry: {
    type: 'object',
    description: 'Without it nothing is read there any more.',
    required: ['what', 'at', 'state'],
    additionalProperties: false,
    properties: {
      what: { type: 'string', enum: ['credential', 'certificate'] },
      at: instant,
      state: { type: 'string', enum: ['good', 'soon', 'past'] },
    },
  },
  SourceSync: {
    type: 'object',
    description:
      'One of what the source is read for of many customers at once.',
    required: [
      'bulk',
      'mode',
      'everySeconds',
      'state',
      'rows',
      'pages',
      'restarts',
      'refusedRounds',
    ],
    additionalProperties: false,
    properties: {
      bulk: { type: 'string' },
      mode: { type: 'string', enum: ['snapshot', 'changes'] },
      everySeconds: { type: 'integer' },
      state: { type: 'string', enum: ['ok', 'late', 'failing', 'unknown'] },
      failing: { type: 'string' },
      lastSuccessAt: instant,
      lastFailureAt: instant,
      lagSeconds: { type: 'integer' },
      rows: { type: 'integer' },
      pages: { type: 'integer' },
      restarts: { type: 'integer' },
      refusedRounds: { type: 'integer' },
      refusedAt: instant,
      missed: {
        type: 'object',
        required: ['count', 'countedAt'],
        additionalProperties: false,
        properties: { count: { type: 'integer' }, countedAt: instant },
      },
    },
  },
  Health: {
    type: 'object',
    required: ['status', 'database', 'sharedCache', 'sources'],
    additionalProperties: false,
    properties: {
      status: { type: 'string', enum: ['ok', 'degraded', 'down'] },
      database: { type: 'string', enum: ['ok', 'down'] },
      sharedCache: { type: 'string', enum: ['ok', 'down', 'none'] },
      sources: {
        type: 'object',
        required: ['total', 'failing'],
        additionalProperties: false,
        properties: {
          total: { type: 'integer' },
          failing: { type: 'integer' },
        },
      },
    },
  },
} as const;

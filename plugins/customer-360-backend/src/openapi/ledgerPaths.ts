import { cursorParameter, limitParameter } from './parameters';
import { errorResponses } from './responses';

const time = {
  type: 'string',
  maxLength: 24,
  pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z$',
} as const;

const timeParameters = [
  {
    name: 'from',
    in: 'query',
    required: false,
    allowReserved: true,
    description: 'UTC, inclusive: `2026-11-25T00:00:00.000Z`.',
    schema: time,
  },
  {
    name: 'to',
    in: 'query',
    required: false,
    allowReserved: true,
    description: 'UTC, exclusive.',
    schema: time,
  },
] as const;

const queryParameters = [
  {
    name: 'customer',
    in: 'query',
    required: false,
    allowReserved: true,
    description: 'Ref of the customer that was looked at.',
    schema: {
      type: 'string',
      maxLength: 255,
      pattern: '^customer:[a-zA-Z0-9-]+/[-_.a-zA-Z0-9]+$',
    },
  },
  {
    name: 'person',
    in: 'query',
    required: false,
    allowReserved: true,
    description: 'Ref of the person who looked.',
    schema: {
      type: 'string',
      maxLength: 255,
      pattern: '^user:[a-zA-Z0-9-]+/[^/\\s]+$',
    },
  },
  ...timeParameters,
] as const;

export const ledgerPaths = {
  '/v1/ledger': {
    get: {
      operationId: 'QueryLedger',
      description:
        'Who saw or did what, the newest first. Needs `customer360.ledger.read`; reading it is recorded.',
      parameters: [
        ...queryParameters,
        {
          name: 'only',
          in: 'query',
          required: false,
          description:
            '`looks`: what somebody did to see something of a customer, without what open pages renewed by themselves and without who read the ledger.',
          schema: { type: 'string', enum: ['looks'] },
        },
        cursorParameter,
        limitParameter,
      ],
      responses: {
        ...errorResponses,
        200: {
          description: 'A page of rows.',
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/LedgerPage' },
            },
          },
        },
      },
    },
  },
  '/v1/ledger/export': {
    get: {
      operationId: 'ExportLedger',
      description:
        'The same as JSON lines in terms of OCSF 1.3 (class 6003), at most 100,000; more are refused, to be asked for in parts by time. Needs `customer360.export` as well.',
      parameters: queryParameters,
      responses: {
        ...errorResponses,
        200: {
          description: 'A line for each row.',
          content: { 'application/x-ndjson': { schema: { type: 'string' } } },
        },
      },
    },
  },
  '/v1/ledger/verify': {
    get: {
      operationId: 'VerifyLedger',
      description:
        'Checks all signatures, the registry of chains and the exported ends, for about 5 seconds. Where that is not enough there is a `nextCursor`, with which it goes on: the ledger is whole when each part, up to the one without, says `ok`. Needs `customer360.ledger.read`.',
      parameters: [cursorParameter],
      responses: {
        ...errorResponses,
        200: {
          description: 'What was found.',
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/LedgerVerdict' },
            },
          },
        },
      },
    },
  },
  '/v1/ledger/usage': {
    get: {
      operationId: 'GetLedgerUsage',
      description:
        'How the page is used, in counts that name nobody: the last 30 days, or between `from` and `to`, at most 366 days apart. Needs `customer360.usage.read`; reading it is recorded.',
      parameters: timeParameters,
      responses: {
        ...errorResponses,
        200: {
          description: 'What was counted.',
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/LedgerUsage' },
            },
          },
        },
      },
    },
  },
} as const;

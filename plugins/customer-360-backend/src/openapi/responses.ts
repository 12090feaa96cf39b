const error = {
  content: {
    'application/json': { schema: { $ref: '#/components/schemas/Error' } },
  },
} as const;

/** The errors that every route may answer with. */
export const errorResponses = {
  400: {
    description: 'A parameter is malformed; the message names it.',
    ...error,
  },
  401: { description: 'Nobody is signed in.', ...error },
  403: {
    description: 'A permission is missing, or it is no person who asks.',
    ...error,
  },
  404: {
    description: 'There is none, or the reader may not see it.',
    ...error,
  },
  429: {
    description:
      'One person has asked for more than `customer360.limits.reads.perMinute`. `Retry-After` says when to come back.',
    ...error,
  },
  503: {
    description:
      'Rights, catalog or ledger cannot be reached, or too many ask at once; nothing is shown. `Retry-After` says when to come back.',
    ...error,
  },
} as const;

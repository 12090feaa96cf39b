import { UNAVAILABLE_REASONS } from '@customer-360/backstage-plugin-customer-360-common';

/** ISO 8601 UTC. */
export const instant = { type: 'string', format: 'date-time' } as const;

/** `YYYY-MM-DD` */
export const day = { type: 'string', format: 'date' } as const;

/** Integer minor units of an ISO 4217 currency. */
export const money = {
  type: 'object',
  required: ['amount', 'currency'],
  additionalProperties: false,
  properties: {
    amount: { type: 'integer' },
    currency: { type: 'string', minLength: 3, maxLength: 3 },
  },
} as const;

export const reason = { type: 'string', enum: UNAVAILABLE_REASONS } as const;

import type { Allowance, Schema } from './Allowance';
import { object } from './Operation';

const PAGING = {
  limit: { type: 'integer', minimum: 1, maximum: 100 },
  starting_after: { type: 'string' },
  ending_before: { type: 'string' },
  expand: { type: 'array', items: { type: 'string' } },
};
const RANGE = {
  anyOf: [
    { type: 'number' },
    object(
      Object.fromEntries(
        ['gt', 'gte', 'lt', 'lte'].map(key => [key, { type: 'number' }]),
      ),
      [],
    ),
  ],
};

/** Where Stripe's derived schema is known to differ from Stripe. */
export const STRIPE_ALLOWANCES: readonly Allowance[] = [];

/**
 * The schema was derived for the parameters of some calls only. These are those
 * of the others, from the same SDK's `…ListParams`, `…SearchParams` and
 * `…RetrieveParams`.
 */
export const STRIPE_PARAMETERS = {
  retrieve: object({ expand: PAGING.expand }, []),
  list: object(PAGING, []),
  search: object(
    {
      query: { type: 'string' },
      limit: PAGING.limit,
      page: { type: 'string' },
      expand: PAGING.expand,
    },
    ['query'],
  ),
  charges: object(
    {
      ...PAGING,
      created: RANGE,
      customer: { type: 'string' },
      payment_intent: { type: 'string' },
      transfer_group: { type: 'string' },
    },
    [],
  ),
  subscriptionItems: object({ ...PAGING, subscription: { type: 'string' } }, [
    'subscription',
  ]),
} satisfies Record<string, Schema>;

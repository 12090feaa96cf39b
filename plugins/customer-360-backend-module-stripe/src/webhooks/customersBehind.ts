import {
  SourceError,
  toSourceError,
  type SourceContext,
} from '@customer-360/backstage-plugin-customer-360-node';
import type Stripe from 'stripe';
import { z } from 'zod';
import { validate } from '../api/drift';
import { idField, refField } from '../api/fields';

/** What a refund or a payment hangs on, as Stripe calls the objects. @internal */
export const PAYMENT_RECORDS = {
  charge: 'charge',
  paymentIntent: 'payment_intent',
  invoice: 'invoice',
} as const;

const ownedSchema = z.object({ id: idField, customer: refField.nullable() });

/**
 * The customer of a payment record. Nobody where it is gone, or was paid by a
 * guest.
 *
 * @throws SourceError when it could not be asked for
 * @internal
 */
export async function customersBehind(
  stripe: Stripe,
  { type, id }: { readonly type: string; readonly id: string },
  context: SourceContext,
): Promise<readonly string[]> {
  const retrieve = retrieverOf(stripe, type);
  if (!retrieve) {
    return [];
  }
  return context.once(`stripe:customer-of:${type}:${id}`, async () => {
    try {
      const { data } = validate(ownedSchema, await retrieve(id));
      if (data.id !== id) {
        throw new SourceError('identity_mismatch');
      }
      return data.customer ? [data.customer] : [];
    } catch (caught) {
      const error = toSourceError(caught);
      if (error.reason === 'not_found') {
        return [];
      }
      throw error;
    }
  });
}

function retrieverOf(
  stripe: Stripe,
  type: string,
): ((id: string) => Promise<unknown>) | undefined {
  switch (type) {
    case PAYMENT_RECORDS.charge:
      return id => stripe.charges.retrieve(id);
    case PAYMENT_RECORDS.paymentIntent:
      return id => stripe.paymentIntents.retrieve(id);
    case PAYMENT_RECORDS.invoice:
      return id => stripe.invoices.retrieve(id);
    default:
      return undefined;
  }
}

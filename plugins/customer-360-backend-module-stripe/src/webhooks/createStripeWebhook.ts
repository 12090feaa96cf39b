import type { FacetId } from '@customer-360/backstage-plugin-customer-360-common';
import {
  createSignedWebhook,
  readStamp,
  webhookIdField,
  type SourceContext,
  type SourceWebhook,
  type WebhookEvent,
  type WebhookRequest,
  type WebhookSignature,
} from '@customer-360/backstage-plugin-customer-360-node';
import type Stripe from 'stripe';
import { z } from 'zod';
import { instantField } from '../api/fields';
import type { StripeConfig } from '../config/StripeConfig';
import { changesOf, type Subject } from './changesOf';
import { customersBehind, PAYMENT_RECORDS } from './customersBehind';

/** An id, or the object itself where the endpoint's version expands it. */
const refField = z
  .union([
    webhookIdField,
    z.object({ id: webhookIdField }).transform(({ id }) => id),
  ])
  .nullish();

const eventSchema = z.object({
  id: z.string().regex(/^evt_[A-Za-z0-9_]{1,190}$/),
  object: z.literal('event'),
  type: z.string().min(1).max(100),
  created: instantField,
  /** Connect: the connected account that it happened in. */
  account: z.string().nullish(),
  data: z.object({ object: z.unknown() }),
});

/**
 * What is taken of the object of an event. It has the shape of the version that
 * the endpoint was made with, not of ours, so that nothing but ids is read of it.
 */
const objectSchema = z.object({
  id: webhookIdField.nullish(),
  customer: refField,
  charge: refField,
  payment_intent: refField,
  invoice: refField,
});

/** @internal */
export interface StripeWebhookOptions {
  readonly webhook: NonNullable<StripeConfig['webhook']>;
  readonly facets: Iterable<FacetId>;
  client(context: SourceContext): Stripe;
}

/** The events of one Stripe account's endpoint. @internal */
export function createStripeWebhook({
  webhook,
  facets,
  client,
}: StripeWebhookOptions): SourceWebhook {
  return createSignedWebhook({
    secrets: webhook.secrets,
    facets,
    signature,
    schema: eventSchema,
    read(event) {
      // An endpoint of Connect tells of accounts that this source does not read.
      if (event.account && event.account !== webhook.account) {
        return { outcome: 'refused', reason: 'other_account' };
      }
      const change = changesOf(event.type);
      if (!change) {
        return [];
      }
      const object = objectSchema.safeParse(event.data.object);
      if (!object.success) {
        return { outcome: 'refused', reason: 'malformed' };
      }
      const whose = subjectOf(change.subject, object.data);
      return whose
        ? [
            {
              id: event.id,
              type: event.type,
              occurredAt: event.created,
              facets: change.facets,
              ...whose,
            },
          ]
        : [];
    },
    accountsOf: (record, context) =>
      customersBehind(client(context), record, context),
  });
}

/**
 * `t=<seconds>,v1=<hex>[,v1=…]`: two signatures while a secret is replaced.
 * Others, such as the `v0` of test events, count for nothing.
 */
function signature({
  headers,
  raw,
}: WebhookRequest): WebhookSignature | undefined {
  const items = (headers['stripe-signature'] ?? '')
    .slice(0, 2_000)
    .split(',')
    .map(item => item.split('=', 2));
  const valuesOf = (key: string) =>
    items.flatMap(([name, value]) => (name === key && value ? [value] : []));
  const [time, ...others] = valuesOf('t');
  const stamp = readStamp(time, 'seconds');
  return stamp && others.length === 0
    ? {
        signatures: valuesOf('v1'),
        encoding: 'hex',
        signed: [time, '.', raw],
        stamp,
      }
    : undefined;
}

/** Whose it is, or whom to ask; undefined where it is nobody's. */
function subjectOf(
  subject: Subject,
  object: z.output<typeof objectSchema>,
): Pick<WebhookEvent, 'accounts' | 'record'> | undefined {
  const { id, customer, charge, payment_intent: intent, invoice } = object;
  const named = subject === 'customer' ? id : customer;
  if (named) {
    return { accounts: [named] };
  }
  switch (subject) {
    case 'refund': {
      if (charge) {
        return { record: { type: PAYMENT_RECORDS.charge, id: charge } };
      }
      return intent
        ? { record: { type: PAYMENT_RECORDS.paymentIntent, id: intent } }
        : undefined;
    }
    case 'invoice-payment':
      return invoice
        ? { record: { type: PAYMENT_RECORDS.invoice, id: invoice } }
        : undefined;
    default:
      return undefined;
  }
}

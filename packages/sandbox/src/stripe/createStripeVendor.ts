import { randomBytes } from 'node:crypto';

import { demoCredentials } from '../server/credentials.ts';
import { Router } from '../server/Router.ts';
import type {
  SignedWebhook,
  Vendor,
  VendorContext,
  VendorRequest,
  VendorResponse,
  WebhookEvent,
} from '../server/types.ts';
import type { World } from '../world/types.ts';
import { authenticate } from './authenticate.ts';
import { getAccount } from './handlers/account.ts';
import { getCoupon } from './handlers/coupons.ts';
import { deleteCustomer, updateCustomer } from './handlers/changeCustomer.ts';
import {
  cancelSubscription,
  updateSubscription,
} from './handlers/changeSubscription.ts';
import {
  createBalanceTransaction,
  getCustomer,
  listBalanceTransactions,
  listCustomers,
} from './handlers/customers.ts';
import { getEvent, listEvents } from './handlers/events.ts';
import {
  listInvoiceLines,
  listInvoicePayments,
  listInvoices,
} from './handlers/invoices.ts';
import {
  listCharges,
  listCreditNotes,
  listRefunds,
} from './handlers/payments.ts';
import { payInvoice } from './handlers/payInvoice.ts';
import { searchCustomers, searchInvoices } from './handlers/searches.ts';
import type { StripeCall } from './handlers/StripeCall.ts';
import { answerById } from './handlers/StripeCall.ts';
import { listSchedules, listSubscriptions } from './handlers/subscriptions.ts';
import { IdempotencyRecords } from './IdempotencyRecords.ts';
import { otherCustomer } from './otherCustomer.ts';
import { Parameters } from './Parameters.ts';
import { signStripeWebhook } from './signStripeWebhook.ts';
import { renderEvent, StripeEvents } from './StripeEvents.ts';
import { invalid, StripeFault } from './StripeFault.ts';
import type { StripeRates } from './StripeLimits.ts';
import { LIVE_RATES, RateLimitFault, StripeLimits } from './StripeLimits.ts';
import { StripeObjects } from './StripeObjects.ts';
import { changedWorld, StripeState } from './StripeState.ts';
import { API_VERSION } from './wire.ts';

export interface StripeVendorOptions {
  /** Default: the sandbox's key. */
  readonly apiKey?: string;
  /** Default: the sandbox's secret. */
  readonly webhookSecret?: string;
  readonly rates?: StripeRates;
}

const byId =
  (prefix: string) =>
  (call: StripeCall, { id }: Readonly<Record<string, string>>) =>
    answerById(call, prefix, id);

const routes = new Router<StripeCall>()
  .on('GET', '/v1/account', getAccount)
  .on('GET', '/v1/customers', listCustomers)
  .on('GET', '/v1/customers/search', searchCustomers)
  .on('GET', '/v1/customers/:id', getCustomer)
  .on('POST', '/v1/customers/:id', updateCustomer)
  .on('DELETE', '/v1/customers/:id', deleteCustomer)
  .on('GET', '/v1/customers/:id/balance_transactions', listBalanceTransactions)
  .on(
    'POST',
    '/v1/customers/:id/balance_transactions',
    createBalanceTransaction,
  )
  .on('GET', '/v1/subscriptions', listSubscriptions)
  .on('GET', '/v1/subscriptions/:id', byId('sub'))
  .on('POST', '/v1/subscriptions/:id', updateSubscription)
  .on('DELETE', '/v1/subscriptions/:id', cancelSubscription)
  .on('GET', '/v1/subscription_schedules', listSchedules)
  .on('GET', '/v1/subscription_schedules/:id', byId('sub_sched'))
  .on('GET', '/v1/coupons/:id', getCoupon)
  .on('GET', '/v1/prices/:id', byId('price'))
  .on('GET', '/v1/products/:id', byId('prod'))
  .on('GET', '/v1/invoices', listInvoices)
  .on('GET', '/v1/invoices/search', searchInvoices)
  .on('GET', '/v1/invoices/:id', byId('in'))
  .on('GET', '/v1/invoices/:id/lines', listInvoiceLines)
  .on('POST', '/v1/invoices/:id/pay', payInvoice)
  .on('GET', '/v1/invoice_payments', listInvoicePayments)
  .on('GET', '/v1/invoice_payments/:id', byId('inpay'))
  .on('GET', '/v1/payment_intents/:id', byId('pi'))
  .on('GET', '/v1/charges', listCharges)
  .on('GET', '/v1/charges/:id', byId('ch'))
  .on('GET', '/v1/refunds', listRefunds)
  .on('GET', '/v1/refunds/:id', byId('re'))
  .on('GET', '/v1/credit_notes', listCreditNotes)
  .on('GET', '/v1/credit_notes/:id', byId('cn'))
  .on('GET', '/v1/events', listEvents)
  .on('GET', '/v1/events/:id', getEvent);

/** Whatever is not 2xx is tried again, for three days. */
const DELIVERY = { batch: 1, attempts: 16, retries: () => true };

/**
 * Stripe's API of version 2026-10-28.endive, for the simulated world. What
 * callers change stays until the sandbox ends.
 *
 * @public
 */
export function createStripeVendor(
  unchanged: World,
  context: VendorContext,
  options: StripeVendorOptions = {},
): Vendor {
  const apiKey = options.apiKey ?? demoCredentials.stripe.apiKey;
  const secret = options.webhookSecret ?? demoCredentials.stripe.webhookSecret;
  const state = new StripeState(unchanged, context.lag);
  const world = changedWorld(unchanged, state);
  const objects = new StripeObjects(world, state);
  const events = new StripeEvents(unchanged, objects, context);
  const limits = new StripeLimits(context, options.rates ?? LIVE_RATES);
  const idempotency = new IdempotencyRecords();

  async function answerTo(
    request: VendorRequest,
    counted: boolean,
  ): Promise<VendorResponse> {
    authenticate(request, apiKey);
    checkVersion(request);
    const route = routes.find(request.method, request.path);
    if (route === undefined || route === 'method') {
      throw new StripeFault(
        404,
        `Unrecognized request URL (${request.method}: ${request.path}). Please see https://stripe.com/docs or we can help at https://support.stripe.com/.`,
      );
    }
    if (counted) limits.count(endpointOf(request));
    // A deletion's parameters stand in the query or in the body
    const inBody =
      request.method === 'POST' ||
      (request.method === 'DELETE' && request.body.length > 0);
    const parameters = new Parameters(
      inBody
        ? new URLSearchParams(request.body.toString('utf8'))
        : request.query,
    );
    const now = context.now();
    const execute = () =>
      route.handler(
        {
          request,
          parameters,
          world,
          objects,
          state,
          events,
          now,
          lists: index => context.lists(index),
          once: work =>
            idempotency.run(
              request.headers['idempotency-key'],
              `${request.method} ${request.path} ${parameters.fingerprint()}`,
              now,
              work,
            ),
        },
        route.parameters,
      );
    return request.method === 'GET' ? execute() : context.lag.writing(execute);
  }

  async function handle(
    request: VendorRequest,
    from: 'outside' | 'inside' = 'outside',
  ): Promise<VendorResponse> {
    const requestId = newRequestId();
    const headers: Record<string, string> = {
      'request-id': requestId,
      'stripe-version': API_VERSION,
    };
    const key = request.headers['idempotency-key'];
    if (key !== undefined) headers['idempotency-key'] = key;
    try {
      const answer = await answerTo(request, from === 'outside');
      return { ...answer, headers: { ...headers, ...answer.headers } };
    } catch (error) {
      if (!(error instanceof StripeFault)) throw error;
      const refusal = error.response(requestId);
      if (error instanceof RateLimitFault) {
        headers['stripe-rate-limited-reason'] = error.reason;
      }
      return { ...refusal, headers: { ...headers, ...refusal.headers } };
    }
  }

  function webhook(
    [event]: readonly WebhookEvent[],
    _url: string,
    now: Date,
  ): SignedWebhook {
    const body = JSON.stringify(payloadOf(event, now));
    return {
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'user-agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)',
        'stripe-signature': signStripeWebhook(body, secret, now),
      },
      body,
    };
  }

  function payloadOf(event: WebhookEvent, now: Date): object {
    const { previous_attributes: previous, ...data } = event.data ?? {};
    const id = event.objectId ?? world.company(0).ids.stripe[0];
    const occurredAt =
      'occurredAt' in event && event.occurredAt instanceof Date
        ? event.occurredAt
        : now;
    return renderEvent(
      event.id ?? `evt_${randomBytes(12).toString('hex')}`,
      event.type,
      Math.floor(occurredAt.getTime() / 1_000),
      // An event of the account's own carries its object as it was then
      'object' in data
        ? data
        : { ...(objects.retrieve(id) ?? { id }), ...data },
      typeof previous === 'object' && previous !== null ? previous : undefined,
    );
  }

  return {
    id: 'stripe',
    handle,
    otherCustomer: request => otherCustomer(world, request),
    webhook,
    delivery: DELIVERY,
    joined: company => {
      const made = [
        ...company.ids.stripe.map(id => ['customer.created', id] as const),
        ...company.billing.subscriptions.map(
          ({ id }) => ['customer.subscription.created', id] as const,
        ),
      ];
      for (const [type, id] of made) {
        events.add({ type, object: objects.retrieve(id) ?? { id } });
      }
    },
    failure,
  };
}

/** The shapes of other versions are not known here, so they are refused. */
function checkVersion(request: VendorRequest): void {
  const version = request.headers['stripe-version'];
  if (version !== undefined && version !== API_VERSION) {
    throw invalid(`Invalid Stripe API version: ${version}`, 'Stripe-Version');
  }
}

/** Limits count per endpoint and not per object. */
function endpointOf({ method, path }: VendorRequest): string {
  const endpoint = path
    .replace(/\/[a-z_]+_[A-Za-z0-9]+(?=\/|$)/, '/:id')
    // Coupons have ids of the merchant's making
    .replace(/^\/v1\/coupons\/.+/, '/v1/coupons/:id');
  return `${method} ${endpoint}`;
}

function newRequestId(): string {
  return `req_${randomBytes(7).toString('hex')}`;
}

const FAILURES: Readonly<Record<number, string>> = {
  401: 'Invalid API Key provided: rk_test_************dbox',
  403: 'The provided key does not have the required permissions for this endpoint.',
  404: 'No such object.',
};

function failure(status: number): VendorResponse {
  const requestId = newRequestId();
  const fault =
    status === 429
      ? new RateLimitFault('global-rate')
      : new StripeFault(
          status,
          FAILURES[status] ?? 'An unknown error occurred.',
          {
            type: status >= 500 ? 'api_error' : 'invalid_request_error',
          },
        );
  const response = fault.response(requestId);
  return {
    ...response,
    headers: { 'request-id': requestId, ...response.headers },
  };
}

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Exchange } from '../Exchange';
import { applyAllowances, type Schema } from './Allowance';
import { expandProblems } from './expandProblems';
import { findOperation, nameOf, type Operation } from './Operation';
import { readNestedQuery } from './readNestedQuery';
import { closed, ShapeChecker } from './ShapeChecker';
import { STRIPE_ALLOWANCES, STRIPE_PARAMETERS } from './stripeAllowances';
import {
  unknownCall,
  type VendorContract,
  type Verdict,
} from './VendorContract';

const FILE = 'stripe-node-23.1.0.types.schema.json';
const API_VERSION = '2026-10-28.endive';
const MAX_PROBLEMS = 5;

interface StripeOperation extends Operation {
  answer: 'object' | 'list' | 'search_result';
  /** Roots of the derived schema, any of which the object may be. */
  objects: string[];
  /** Root of the parameters, or those that the schema was not derived for. */
  parameters: string | Schema;
}

const list = (
  path: string,
  object: string,
  parameters: string | Schema,
): StripeOperation => ({
  method: 'GET',
  path,
  answer: 'list',
  objects: [object],
  parameters,
});

const one = (path: string, ...objects: string[]): StripeOperation => ({
  method: 'GET',
  path,
  answer: 'object',
  objects,
  parameters: STRIPE_PARAMETERS.retrieve,
});

const OPERATIONS: StripeOperation[] = [
  {
    method: 'GET',
    path: '/v1/customers/search',
    answer: 'search_result',
    objects: ['customer'],
    parameters: 'params.customers.search',
  },
  {
    method: 'GET',
    path: '/v1/invoices/search',
    answer: 'search_result',
    objects: ['invoice'],
    parameters: STRIPE_PARAMETERS.search,
  },
  list('/v1/customers', 'customer', 'params.customers.list'),
  list('/v1/subscriptions', 'subscription', 'params.subscriptions.list'),
  list(
    '/v1/subscription_items',
    'subscription_item',
    STRIPE_PARAMETERS.subscriptionItems,
  ),
  list(
    '/v1/subscription_schedules',
    'subscription_schedule',
    'params.subscriptionSchedules.list',
  ),
  list('/v1/invoices', 'invoice', 'params.invoices.list'),
  list('/v1/invoices/:id/lines', 'invoice_line_item', STRIPE_PARAMETERS.list),
  list(
    '/v1/invoice_payments',
    'invoice_payment',
    'params.invoicePayments.list',
  ),
  list('/v1/charges', 'charge', STRIPE_PARAMETERS.charges),
  list('/v1/refunds', 'refund', 'params.refunds.list'),
  list('/v1/credit_notes', 'credit_note', 'params.creditNotes.list'),
  list(
    '/v1/customers/:id/balance_transactions',
    'customer_balance_transaction',
    STRIPE_PARAMETERS.list,
  ),
  one('/v1/customers/:id', 'customer', 'deleted_customer'),
  one('/v1/subscriptions/:id', 'subscription'),
  one('/v1/invoices/:id', 'invoice'),
  one('/v1/prices/:id', 'price'),
  one('/v1/products/:id', 'product'),
  one('/v1/coupons/:id', 'coupon'),
];

/** Stripe by the JSON schema that was derived from its own SDK's types. */
export async function stripeContract(specs: string): Promise<VendorContract> {
  const document = JSON.parse(
    await readFile(join(specs, 'stripe', FILE), 'utf8'),
  ) as Schema;
  const definitions = document.definitions as Record<string, Schema>;
  applyAllowances(definitions, STRIPE_ALLOWANCES);
  // The SDK leaves every set of words open for what comes later. What is sent
  // and simulated today is one of the words there are.
  definitions.OtherString = { not: {} };
  const shapes = new ShapeChecker(closed(document) as Schema);
  const roots = document.properties as Record<string, Schema>;

  const requestProblems = (
    operation: StripeOperation,
    { query, headers }: Exchange['request'],
  ): string[] => {
    const { parameters, objects, answer } = operation;
    const given = readNestedQuery(query);
    const problems = shapes.queryProblems(
      typeof parameters === 'string'
        ? `#/properties/${parameters}`
        : parameters,
      given,
    );
    for (const path of [given.expand ?? []].flat()) {
      problems.push(
        ...expandProblems(definitions, roots[objects[0]], {
          path: String(path),
          inList: answer !== 'object',
        }),
      );
    }
    if (headers['stripe-version'] !== API_VERSION) {
      problems.push(`does not pin the API version ${API_VERSION}`);
    }
    return problems;
  };

  const objectProblems = (
    operation: StripeOperation,
    value: unknown,
  ): string[] => {
    const attempts = operation.objects.map(it =>
      shapes.problems(`#/properties/${it}`, value),
    );
    return attempts.some(problems => problems.length === 0) ? [] : attempts[0];
  };

  const answerProblems = (
    operation: StripeOperation,
    { status, body }: Exchange['response'],
  ): string[] => {
    if (status !== 200) {
      return [`status ${status} to a sound request`];
    }
    const items = itemsOf(operation, body);
    return typeof items === 'string'
      ? [items]
      : items.flatMap(item => objectProblems(operation, item));
  };

  return {
    vendor: 'stripe',
    check(exchange: Exchange): Verdict {
      const { request, response } = exchange;
      const operation = findOperation(OPERATIONS, request.method, request.path);
      if (!operation) {
        return unknownCall(exchange);
      }
      const { parameters } = operation;
      return {
        operation: nameOf(operation),
        described: true,
        shapes: [
          ...(typeof parameters === 'string' ? [parameters] : []),
          ...operation.objects,
        ],
        problems: [
          ...requestProblems(operation, request).map(it => `request: ${it}`),
          ...answerProblems(operation, response).map(it => `answer: ${it}`),
        ].slice(0, MAX_PROBLEMS),
      };
    },
  };
}

/** The objects of an answer, or what is wrong with the list around them. */
function itemsOf(
  { answer }: StripeOperation,
  body: unknown,
): unknown[] | string {
  if (answer === 'object') {
    return [body];
  }
  const envelope = (body ?? {}) as Record<string, unknown>;
  const known = ['object', 'data', 'has_more', 'url'];
  if (answer === 'search_result') {
    // `total_count` is there only where it is asked for.
    known.push('next_page', 'total_count');
  }
  const invented = Object.keys(envelope).find(key => !known.includes(key));
  if (
    envelope.object !== answer ||
    !Array.isArray(envelope.data) ||
    typeof envelope.has_more !== 'boolean' ||
    typeof envelope.url !== 'string' ||
    invented !== undefined
  ) {
    return `no ${answer} of object, data, has_more and url alone`;
  }
  return envelope.data;
}

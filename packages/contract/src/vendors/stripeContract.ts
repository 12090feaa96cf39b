import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Exchange } from '../Exchange';
import { findOperation, nameOf, type Operation } from './Operation';
import { closed, ShapeChecker } from './ShapeChecker';
import type { VendorContract, Verdict } from './VendorContract';

interface StripeOperation extends Operation {
  answer: 'object' | 'list' | 'search';
  /** Roots of the derived schema, any of which the object may be. */
  objects: string[];
  /** Root of the parameters, where the description has them. */
  params?: string;
}

const list = (
  path: string,
  object: string,
  params?: string,
): StripeOperation => ({
  method: 'GET',
  path,
  answer: 'list',
  objects: [object],
  params,
});

const OPERATIONS: StripeOperation[] = [
  {
    method: 'GET',
    path: '/v1/customers/search',
    answer: 'search',
    objects: ['customer'],
    params: 'params.customers.search',
  },
  {
    method: 'GET',
    path: '/v1/invoices/search',
    answer: 'search',
    objects: ['invoice'],
  },
  list('/v1/customers', 'customer', 'params.customers.list'),
  list('/v1/subscriptions', 'subscription', 'params.subscriptions.list'),
  list('/v1/invoices', 'invoice', 'params.invoices.list'),
  list(
    '/v1/invoice_payments',
    'invoice_payment',
    'params.invoicePayments.list',
  ),
  list('/v1/charges', 'charge'),
  list('/v1/refunds', 'refund', 'params.refunds.list'),
  list('/v1/credit_notes', 'credit_note', 'params.creditNotes.list'),
  list(
    '/v1/subscription_schedules',
    'subscription_schedule',
    'params.subscriptionSchedules.list',
  ),
  list(
    '/v1/customers/:id/balance_transactions',
    'customer_balance_transaction',
  ),
  list('/v1/invoices/:id/lines', 'invoice_line_item'),
  list('/v1/subscription_items', 'subscription_item'),
  {
    method: 'GET',
    path: '/v1/customers/:id',
    answer: 'object',
    objects: ['customer', 'deleted_customer'],
  },
  {
    method: 'GET',
    path: '/v1/subscriptions/:id',
    answer: 'object',
    objects: ['subscription'],
  },
  {
    method: 'GET',
    path: '/v1/invoices/:id',
    answer: 'object',
    objects: ['invoice'],
  },
  {
    method: 'GET',
    path: '/v1/prices/:id',
    answer: 'object',
    objects: ['price'],
  },
  {
    method: 'GET',
    path: '/v1/products/:id',
    answer: 'object',
    objects: ['product'],
  },
];

/** Every list takes these, also where the description has no parameters. */
const PAGING = ['limit', 'starting_after', 'ending_before', 'expand'];
const SEARCHING = ['query', 'limit', 'page', 'expand'];
const OWN_FILTERS: Record<string, string[]> = {
  '/v1/charges': ['customer', 'created', 'payment_intent'],
};

/** Stripe by the JSON schema that was derived from its own SDK's types. */
export async function stripeContract(specs: string): Promise<VendorContract> {
  const document = closed(
    JSON.parse(
      await readFile(
        join(specs, 'stripe', 'stripe-node-23.1.0.types.schema.json'),
        'utf8',
      ),
    ),
  ) as Record<string, unknown>;
  const shapes = new ShapeChecker(document);
  const roots = document.properties as Record<string, { $ref: string }>;
  const definitions = document.definitions as Record<
    string,
    { properties?: Record<string, unknown> }
  >;

  const parametersOf = (operation: StripeOperation): Set<string> => {
    const root = operation.params && roots[operation.params];
    if (root) {
      const definition = definitions[root.$ref.replace('#/definitions/', '')];
      return new Set(Object.keys(definition.properties ?? {}));
    }
    const own = OWN_FILTERS[operation.path] ?? [];
    switch (operation.answer) {
      case 'list':
        return new Set([...PAGING, ...own]);
      case 'search':
        return new Set(SEARCHING);
      default:
        return new Set(['expand']);
    }
  };

  const objectProblems = (
    operation: StripeOperation,
    value: unknown,
  ): string[] => {
    const attempts = operation.objects.map(object =>
      shapes.problems(`#/properties/${object}`, value),
    );
    return attempts.some(problems => problems.length === 0) ? [] : attempts[0];
  };

  return {
    vendor: 'stripe',
    check(exchange: Exchange): Verdict {
      const { request, response } = exchange;
      const operation = findOperation(OPERATIONS, request.method, request.path);
      if (!operation) {
        return {
          operation: `${request.method} ${request.path}`,
          shapes: [],
          problems: ['is no call that the description knows'],
        };
      }
      const problems: string[] = [];
      const known = parametersOf(operation);
      for (const name of Object.keys(request.query)) {
        const [base] = name.split('[');
        if (!known.has(base)) {
          problems.push(`request: the parameter "${name}" is not described`);
        }
      }
      if (
        !/^\d{4}-\d{2}-\d{2}\.[a-z]+$/.test(
          request.headers['stripe-version'] ?? '',
        )
      ) {
        problems.push('request: names no API version');
      }
      const answerShapes: string[] = [];
      if (response.status === 200) {
        answerShapes.push(...operation.objects);
        const items = itemsOf(operation, response.body);
        if (typeof items === 'string') {
          problems.push(`answer: ${items}`);
        } else {
          for (const item of items) {
            problems.push(
              ...objectProblems(operation, item).map(it => `answer: ${it}`),
            );
          }
        }
      } else {
        problems.push(`answer: status ${response.status} to a sound request`);
      }
      return {
        operation: nameOf(operation),
        shapes: [
          operation.params ?? `${operation.path} parameters`,
          ...answerShapes,
        ],
        problems: problems.slice(0, 5),
      };
    },
  };
}

/** The objects of an answer, or what is wrong with the list around them. */
function itemsOf(
  operation: StripeOperation,
  body: unknown,
): unknown[] | string {
  if (operation.answer === 'object') {
    return [body];
  }
  const envelope = body as {
    object?: unknown;
    data?: unknown;
    has_more?: unknown;
    url?: unknown;
  } | null;
  const kind = operation.answer === 'list' ? 'list' : 'search_result';
  if (
    envelope?.object !== kind ||
    !Array.isArray(envelope.data) ||
    typeof envelope.has_more !== 'boolean' ||
    typeof envelope.url !== 'string'
  ) {
    return `no ${kind} of object, data, has_more and url`;
  }
  return envelope.data;
}

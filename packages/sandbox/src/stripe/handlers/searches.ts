import type { VendorResponse } from '../../server/types.ts';
import type { Company, World } from '../../world/types.ts';
import { customerEmail } from '../objects/customer.ts';
import { renderInvoice } from '../objects/invoice.ts';
import { readLimit } from '../paging.ts';
import type { SearchQuery } from '../search.ts';
import { matches, parseSearch } from '../search.ts';
import { invalid } from '../StripeFault.ts';
import type { StripeCall } from './StripeCall.ts';
import { answer } from './StripeCall.ts';

/** A search is never read further than this. */
const DEEPEST = 1_000;

export function searchCustomers(call: StripeCall): VendorResponse {
  const query = readQuery(call, ['email', 'metadata', 'name', 'phone']);
  const changed = new Set(
    call.state
      .changedCustomers()
      .flatMap(id => call.world.indexOf('stripe', id) ?? []),
  );
  const hits: string[] = [];
  for (const index of new Set([...changed, ...candidates(call.world, query)])) {
    if (hits.length >= DEEPEST) break;
    if (!call.lists(index)) continue;
    if (!changed.has(index) && !mayMatch(call.world, query, index)) continue;
    hits.push(
      ...call.world
        .company(index)
        .ids.stripe.filter(id => matchesCustomer(call, query, id)),
    );
  }
  return answerPage(call, hits, id => call.objects.customer(id));
}

/** Name and domain decide before the rest of the company is made. */
function mayMatch(world: World, query: SearchQuery, index: number): boolean {
  if (query.clauses.some(clause => clause.field === 'metadata')) return true;
  const { domain, name } = world.headline(index);
  return [0, 1].some(account =>
    matches(query, clause => {
      if (clause.field === 'email') return customerEmail(domain, account);
      if (clause.field !== 'name') return undefined;
      return account === 0 ? name : `${name} (2)`;
    }),
  );
}

function matchesCustomer(
  call: StripeCall,
  query: SearchQuery,
  id: string,
): boolean {
  const customer = call.objects.customer(id);
  if (!customer || 'deleted' in customer) return false;
  return matches(query, clause => {
    switch (clause.field) {
      case 'email':
        return customer.email ?? undefined;
      case 'name':
        return customer.name ?? undefined;
      case 'phone':
        return customer.phone ?? undefined;
      default:
        return customer.metadata[clause.key ?? ''];
    }
  });
}

export function searchInvoices(call: StripeCall): VendorResponse {
  const query = readQuery(call, [
    'customer',
    'metadata',
    'number',
    'status',
    'subscription',
  ]);
  const hits: { company: Company; at: number }[] = [];
  for (const index of invoiceCandidates(call.world, query)) {
    if (hits.length >= DEEPEST) break;
    if (!call.lists(index)) continue;
    const company = call.world.company(index);
    for (const [at, invoice] of company.billing.invoices.entries()) {
      const hit = matches(query, clause => {
        switch (clause.field) {
          case 'number':
            return invoice.number;
          case 'customer':
            return invoice.stripeCustomer;
          case 'status':
            return invoice.status;
          case 'subscription':
            return invoice.subscriptionId;
          default:
            return undefined;
        }
      });
      if (hit) hits.push({ company, at });
    }
  }
  return answerPage(call, hits, ({ company, at }) =>
    renderInvoice(company, company.billing.invoices[at]),
  );
}

function readQuery(call: StripeCall, fields: readonly string[]): SearchQuery {
  call.parameters.allow('query', 'limit', 'page');
  const text = call.parameters.text('query');
  if (text === undefined) {
    throw invalid(
      'Missing required param: query.',
      'query',
      'parameter_missing',
    );
  }
  return parseSearch(text, fields);
}

function answerPage<T>(
  call: StripeCall,
  hits: readonly T[],
  render: (hit: T) => object | undefined,
): VendorResponse {
  const limit = readLimit(call.parameters);
  const page = call.parameters.text('page');
  const offset =
    page === undefined
      ? 0
      : Number(Buffer.from(page, 'base64url').toString('utf8'));
  if (!Number.isSafeInteger(offset) || offset < 0) {
    throw invalid(`Invalid page: ${page}`, 'page');
  }
  const more = hits.length > offset + limit;
  return answer(call, {
    object: 'search_result',
    data: hits.slice(offset, offset + limit).map(render),
    has_more: more,
    next_page: more
      ? Buffer.from(String(offset + limit)).toString('base64url')
      : null,
    url: call.request.path,
  });
}

function one(index: number | undefined): readonly number[] {
  return index === undefined ? [] : [index];
}

function* everyone(world: World): Iterable<number> {
  for (let index = 0; index < world.size; index++) yield index;
}

/** An exact clause names its company; anything else must look at all. */
function candidates(world: World, query: SearchQuery): Iterable<number> {
  if (!query.any) {
    for (const clause of query.clauses) {
      if (clause.operator !== ':' || clause.negated) continue;
      if (clause.field === 'metadata' && clause.key === 'account_id') {
        return one(world.indexOf('product', clause.value));
      }
      if (clause.field === 'email') {
        const domain = clause.value.slice(clause.value.indexOf('@') + 1);
        return one(world.indexOfDomain(domain.toLowerCase()));
      }
    }
  }
  return everyone(world);
}

function invoiceCandidates(world: World, query: SearchQuery): Iterable<number> {
  if (!query.any) {
    for (const clause of query.clauses) {
      if (clause.operator !== ':' || clause.negated) continue;
      if (clause.field === 'number') {
        const prefix = clause.value.slice(0, clause.value.indexOf('-'));
        const index = world.ids.invoicePrefixPlace(prefix)?.index;
        return one(
          index !== undefined && index < world.size ? index : undefined,
        );
      }
      if (clause.field === 'customer' || clause.field === 'subscription') {
        return one(world.indexOf('stripe', clause.value));
      }
    }
  }
  return everyone(world);
}

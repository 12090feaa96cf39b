import type { FacetId } from '@customer-360/backstage-plugin-customer-360-common';
import {
  createCustomerSource,
  credentialScope,
  type CustomerSource,
  type FacetReaders,
  type LinkedAccount,
  type SourceConfig,
  type SourceContext,
} from '@customer-360/backstage-plugin-customer-360-node';
import { createStripeClient } from './api/createStripeClient';
import { StripeAccountReader } from './api/StripeAccountReader';
import { subscriptionsBulk } from './bulk/subscriptionsBulk';
import type { StripeConfig } from './config/StripeConfig';
import { accountFacet } from './facets/accountFacet';
import { contractsFacet } from './facets/contractsFacet';
import { creditsFacet } from './facets/creditsFacet';
import { invoicesFacet } from './facets/invoicesFacet';
import { paymentsFacet } from './facets/paymentsFacet';
import { subscriptionsFacet } from './facets/subscriptionsFacet';
import { createStripeFinder } from './finding/createStripeFinder';
import type { StripeFacetContext } from './records/StripeFacetContext';
import { createStripeLinks } from './records/StripeLinks';
import { createStripeWebhook } from './webhooks/createStripeWebhook';

/**
 * One Stripe account as a source: billing facets, contract terms of schedules,
 * and the customer's record.
 *
 * @param source - one entry of `readStripeConfig`
 * @public
 */
export function createStripeSource(
  source: SourceConfig<StripeConfig>,
): CustomerSource {
  const { options, id } = source;
  const { origin } = new URL(options.apiBase);
  const clients = new WeakMap<SourceContext, ReturnType<typeof newClient>>();
  const newClient = (context: SourceContext) =>
    createStripeClient(options, context);
  const clientFor = (context: SourceContext) => {
    const client = clients.get(context) ?? newClient(context);
    clients.set(context, client);
    return client;
  };
  const facet: StripeFacetContext = {
    source: id,
    config: options,
    links: createStripeLinks(options.dashboardUrl),
    reader: (account, context) =>
      new StripeAccountReader(
        clientFor(context),
        account.id,
        context,
        options.externalIdMetadata === undefined
          ? undefined
          : { key: options.externalIdMetadata, names: namesOf(account) },
      ),
  };
  const facets: FacetReaders = {
    account: accountFacet(facet),
    subscriptions: subscriptionsFacet(facet),
    invoices: invoicesFacet(facet),
    payments: paymentsFacet(facet),
    credits: creditsFacet(facet),
    contracts: contractsFacet(facet),
  };
  return createCustomerSource({
    id,
    type: 'stripe',
    title: source.title ?? 'Stripe',
    credentialScope: credentialScope(options.apiKey, origin),
    origins: [origin],
    // Stripe takes 100 requests a second per account in live mode and 25 per
    // endpoint (docs.stripe.com/rate-limits); the company's own systems need
    // their share of them.
    transport: {
      maxConcurrent: 10,
      requestsPerSecond: 50,
      ...source.transport,
    },
    facets,
    bulk: [subscriptionsBulk(facet, clientFor)],
    ...(options.webhook && {
      webhook: createStripeWebhook({
        webhook: options.webhook,
        facets: Object.keys(facets) as FacetId[],
        client: clientFor,
      }),
    }),
    ...createStripeFinder({
      client: async context => clientFor(context),
      externalIdMetadata: options.externalIdMetadata,
    }),
  });
}

/** What the company's own systems may call a customer: the name, or the ref. */
function namesOf({ customer: { ref } }: LinkedAccount): string[] {
  return [ref.slice(ref.lastIndexOf('/') + 1), ref].map(name =>
    name.toLowerCase(),
  );
}

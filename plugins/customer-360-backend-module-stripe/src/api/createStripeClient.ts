import type { SourceContext } from '@customer-360/backstage-plugin-customer-360-node';
import Stripe from 'stripe';

/**
 * The SDK for its paths, types and wire format. Time limits, retries and
 * everything else about the way out are the transport's, so its own are off.
 */
export function createStripeClient(
  { apiKey, apiBase }: { apiKey: string; apiBase: string },
  context: SourceContext,
): Stripe {
  const { hostname, port, protocol } = new URL(apiBase);
  return new Stripe(apiKey, {
    apiVersion: '2026-10-28.endive',
    httpClient: Stripe.createFetchHttpClient(context.http.fetch),
    maxNetworkRetries: 0,
    telemetry: false,
    host: hostname,
    port: port || (protocol === 'http:' ? 80 : 443),
    protocol: protocol === 'http:' ? 'http' : 'https',
  });
}

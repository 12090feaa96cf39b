import { createHmac } from 'node:crypto';

/**
 * The value of `Stripe-Signature`: an HMAC-SHA256 over `<seconds>.<body>`, keyed
 * with the endpoint's secret as it is written, prefix included.
 */
export function signStripeWebhook(
  body: string,
  secret: string,
  now: Date,
): string {
  const stamp = Math.floor(now.getTime() / 1_000);
  const signature = createHmac('sha256', secret)
    .update(`${stamp}.${body}`)
    .digest('hex');
  return `t=${stamp},v1=${signature}`;
}

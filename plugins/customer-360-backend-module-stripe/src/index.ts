/**
 * Customer 360 source: Stripe.
 *
 * @packageDocumentation
 */
export {
  readStripeConfig,
  stripeOptionsSchema,
  type StripeSourceConfig,
} from './config/StripeSourceConfig';
export { createStripeSource } from './createStripeSource';
export { customer360ModuleStripe as default } from './module';

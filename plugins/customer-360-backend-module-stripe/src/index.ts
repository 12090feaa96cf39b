/**
 * Customer 360 source: Stripe.
 *
 * @packageDocumentation
 */
export {
  readStripeConfig,
  stripeConfigSchema,
  type StripeConfig,
} from './config/StripeConfig';
export { createStripeSource } from './createStripeSource';
export { customer360ModuleStripe as default } from './module';

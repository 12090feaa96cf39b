/**
 * Customer 360 source: Stripe.
 *
 * @packageDocumentation
 */
export {
  readStripeConfig,
  type StripeSourceConfig,
} from './config/StripeSourceConfig';
export { createStripeSource } from './createStripeSource';
export { customer360ModuleStripe as default } from './module';

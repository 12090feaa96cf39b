import type { Config } from '@backstage/config';
import {
  readSourcesConfig,
  webhookSecretsField,
  type SourceConfig,
} from '@customer-360/backstage-plugin-customer-360-node';
import { z } from 'zod';

const httpUrl = z
  .string()
  .refine(
    value => URL.canParse(value) && /^https?:$/.test(new URL(value).protocol),
    'must be an http or https URL',
  );

/** The keys of a source of type `stripe` beside the common ones. @public */
export const stripeConfigSchema = z.object({
  apiKey: z.string().min(1),
  apiBase: httpUrl.default('https://api.stripe.com'),
  dashboardUrl: httpUrl.default('https://dashboard.stripe.com'),
  externalIdMetadata: z
    .string()
    .regex(/^[A-Za-z0-9_.-]{1,40}$/)
    .optional(),
  mrr: z
    .strictObject({
      discounts: z
        .array(z.enum(['forever', 'repeating', 'once']))
        .default(['forever', 'repeating']),
    })
    .default({ discounts: ['forever', 'repeating'] }),
  webhook: z
    .strictObject({
      secrets: webhookSecretsField,
      /** Connect: the account whose events are taken. */
      account: z
        .string()
        .regex(/^acct_[A-Za-z0-9]{1,100}$/)
        .optional(),
    })
    .optional(),
});

/** The Stripe account's own keys, validated. @public */
export type StripeConfig = z.output<typeof stripeConfigSchema>;

/**
 * The configured Stripe accounts.
 *
 * @throws Error naming each key that is missing, unknown or malformed
 * @public
 */
export function readStripeConfig(
  config: Config,
): Array<SourceConfig<StripeConfig>> {
  return readSourcesConfig(config, 'stripe', stripeConfigSchema);
}

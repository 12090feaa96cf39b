import type { RootConfigService } from '@backstage/backend-plugin-api';
import { TICKET_SEVERITIES } from '@customer-360/backstage-plugin-customer-360-common';
import {
  readSourcesConfig,
  webhookIdField,
  webhookSecretsField,
  type SourceConfig,
} from '@customer-360/backstage-plugin-customer-360-node';
import { z } from 'zod';

const label = z.string().min(1).max(100);

/** Zendesk's tags and field keys: lower case, no spaces. */
const word = z.string().regex(/^[^\s",]{1,100}$/);

const groupId = z.union([
  z.number().int().positive(),
  z
    .string()
    .regex(/^\d{1,15}$/)
    .transform(Number),
]);

const PRIORITIES = ['urgent', 'high', 'normal', 'low'] as const;

/**
 * A client of one's own (client credentials), or the legacy token of an agent,
 * which Zendesk switches off on 30 April 2027.
 *
 * @public
 */
export type ZendeskAuth =
  | { readonly clientId: string; readonly clientSecret: string }
  | { readonly email: string; readonly apiToken: string };

const secret = z.string().min(1).optional();

const authSchema = z
  .strictObject({
    clientId: secret,
    clientSecret: secret,
    email: secret,
    apiToken: secret,
  })
  .transform((given, context): ZendeskAuth => {
    const { clientId, clientSecret, email, apiToken } = given;
    if (clientId && clientSecret && !email && !apiToken) {
      return { clientId, clientSecret };
    }
    if (email && apiToken && !clientId && !clientSecret) {
      return { email, apiToken };
    }
    context.addIssue({
      code: 'custom',
      message: 'needs clientId and clientSecret, or email and apiToken',
    });
    return z.NEVER;
  });

/**
 * What an entry of `customer360.sources` with `type: zendesk` holds beside the
 * keys that all sources have.
 *
 * @public
 */
export const zendeskConfigSchema = z.strictObject({
  /** `acme` of `acme.zendesk.com`: links lead there. */
  subdomain: z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/i),
  /** Where the API is, without `/api/v2`, if not on that host. */
  apiBase: z.url({ protocol: /^https?$/ }).optional(),
  auth: authSchema,
  /** What the priorities mean to the company. */
  severities: z
    .strictObject({
      urgent: z.enum(TICKET_SEVERITIES).default('urgent'),
      high: z.enum(TICKET_SEVERITIES).default('high'),
      normal: z.enum(TICKET_SEVERITIES).default('normal'),
      low: z.enum(TICKET_SEVERITIES).default('low'),
    })
    .prefault({}),
  /** Zendesk knows no escalation: any of these makes a ticket one. */
  escalation: z
    .strictObject({
      tags: z.array(word).max(50).default([]),
      groups: z.array(groupId).max(50).default([]),
      priorities: z.array(z.enum(PRIORITIES)).max(4).default([]),
    })
    .prefault({}),
  /**
   * Tickets of private groups are left out. `hidden` adds groups to them;
   * `shown` takes private groups out on purpose: all who may see support then
   * see their tickets.
   */
  privateGroups: z
    .strictObject({
      hidden: z.array(groupId).max(200).default([]),
      shown: z.array(groupId).max(200).default([]),
    })
    .prefault({}),
  feedback: z
    .strictObject({
      /** Which tags make a ticket feedback, and of what kind. */
      tags: z
        .record(word, z.enum(['request', 'praise', 'complaint']))
        .refine(tags => Object.keys(tags).length <= 10, {
          message: 'must not have more than 10 tags',
        })
        .default({}),
      /**
       * Organizations of the company's own: subjects of problem tickets there
       * may be shown to every customer's readers.
       */
      ownOrganizations: z.array(groupId).max(50).default([]),
    })
    .prefault({}),
  account: z
    .strictObject({
      /** Keys of organization fields whose text every caller must see. */
      warnings: z.array(word).max(10).default([]),
      fields: z
        .array(z.strictObject({ field: word, label }))
        .max(50)
        .default([]),
    })
    .prefault({}),
  /** Zendesk has two systems, and an account uses one of them. */
  satisfaction: z
    .strictObject({
      system: z.enum(['auto', 'ratings', 'surveys']).default('auto'),
      /** The best rating of the survey's scale. */
      scale: z.number().int().min(2).max(10).default(5),
    })
    .prefault({}),
  webhook: z
    .strictObject({
      /** The signing secret of the webhook. */
      secrets: webhookSecretsField,
      /** The account whose events are taken, where one secret serves several. */
      accountId: webhookIdField.optional(),
    })
    .optional(),
});

/** The Zendesk account's own keys, validated. @public */
export type ZendeskConfig = z.output<typeof zendeskConfigSchema>;

/**
 * The configured Zendesk accounts.
 *
 * @throws Error naming each key that is missing, unknown or malformed
 * @public
 */
export function readZendeskConfig(
  config: RootConfigService,
): Array<SourceConfig<ZendeskConfig>> {
  return readSourcesConfig(config, 'zendesk', zendeskConfigSchema);
}

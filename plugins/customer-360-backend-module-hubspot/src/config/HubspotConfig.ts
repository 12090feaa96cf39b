import type { RootConfigService } from '@backstage/backend-plugin-api';
import {
  readSourcesConfig,
  webhookIdField,
  webhookSecretsField,
  type SourceConfig,
} from '@customer-360/backstage-plugin-customer-360-node';
import { CUSTOMER_LIFECYCLES } from '@customer-360/backstage-plugin-customer-360-common';
import { z } from 'zod';

/** HubSpot's internal property names: lower case, digits, underscores. */
const property = z.string().regex(/^[a-z0-9_]{1,100}$/i, {
  message: "must be a property's internal name, such as renewal_date",
});

/** A property, or a property whose values are renamed for display. */
const renamedProperty = z.union([
  property,
  z.strictObject({ property, values: z.record(z.string(), z.string()) }),
]);

const label = z.string().min(1).max(100);

/** What is read from the company record beside HubSpot's own properties. */
const accountSchema = z.strictObject({
  segment: renamedProperty.optional(),
  industry: property.default('industry'),
  country: property.default('country'),
  timeZone: property.optional(),
  /** Properties whose text every caller must see. */
  warnings: z.array(property).max(10).default([]),
  fields: z.array(z.strictObject({ property, label })).max(50).default([]),
});

const healthSchema = z
  .strictObject({
    /** The company's own score; without it one is computed from `parts`. */
    score: property.optional(),
    scale: z
      .strictObject({ min: z.number(), max: z.number() })
      .refine(({ min, max }) => min < max, {
        message: 'min must be smaller than max',
      }),
    direction: z.enum(['higher-is-better', 'lower-is-better']),
    updatedAt: property.optional(),
    comment: property.optional(),
    parts: z
      .array(
        z.strictObject({
          key: label,
          label,
          weight: z.number().positive(),
          property,
        }),
      )
      .max(20)
      .default([]),
  })
  .refine(({ score, parts }) => score !== undefined || parts.length > 0, {
    message: 'needs a score or at least one of parts',
  });

const contractsSchema = z.strictObject({
  /** `contracts`, `companies`, `deals` or a custom object such as `2-1234`. */
  objectType: z
    .string()
    .regex(/^[a-z0-9_-]{1,60}$/i)
    .default('contracts'),
  properties: z.strictObject({
    number: property.optional(),
    status: property.optional(),
    startDay: property.optional(),
    endDay: property,
    noticeDays: property.optional(),
    noticeDay: property.optional(),
    autoRenews: property.optional(),
    termMonths: property.optional(),
    annualValue: property.optional(),
    currency: property.optional(),
  }),
  /** What the values of `properties.status` mean. */
  statuses: z
    .record(z.string(), z.enum(['draft', 'active', 'ended']))
    .default({}),
});

const feedbackSchema = z.strictObject({
  objectType: z
    .string()
    .regex(/^[a-z0-9_-]{1,60}$/i)
    .default('feedback_submissions'),
  properties: z.strictObject({
    title: property,
    at: property,
    kind: property.optional(),
    status: property.optional(),
  }),
  /** What the values of `properties.kind` mean; others count as requests. */
  kinds: z
    .record(z.string(), z.enum(['request', 'praise', 'complaint', 'problem']))
    .default({}),
  /** Values of `properties.status` that mean closed. */
  closed: z.array(z.string()).max(50).default([]),
});

/**
 * What an entry of `customer360.sources` with `type: hubspot` holds beside the
 * keys that all sources have.
 *
 * @public
 */
export const hubspotConfigSchema = z.strictObject({
  accessToken: z.string().min(1),
  apiBase: z.url({ protocol: /^https?$/ }).default('https://api.hubapi.com'),
  version: z
    .string()
    .regex(/^\d{4}-\d{2}$/, { message: 'must be like 2026-09' })
    .default('2026-09'),
  externalIdProperty: property.optional(),
  privateDealProperty: property.optional(),
  account: accountSchema.prefault({}),
  team: z
    .array(z.strictObject({ role: label, property }))
    .max(20)
    .default([{ role: 'account-executive', property: 'hubspot_owner_id' }]),
  contacts: z
    .strictObject({
      roles: z.array(property).max(10).default(['hs_buying_role']),
      /** Which contact is the primary one; HubSpot itself knows none. */
      primary: z.strictObject({ property, value: z.string() }).optional(),
    })
    .prefault({}),
  health: healthSchema.optional(),
  /** How companies become customers of the catalog. */
  customers: z
    .strictObject({
      lifecycle: z
        .strictObject({
          property,
          /** What its values mean; others mean nothing. */
          values: z.record(z.string(), z.enum(CUSTOMER_LIFECYCLES)),
        })
        .default({
          property: 'lifecyclestage',
          values: {
            lead: 'prospect',
            marketingqualifiedlead: 'prospect',
            salesqualifiedlead: 'prospect',
            opportunity: 'prospect',
            customer: 'active',
          },
        }),
      /** The property with the account's ids there, by source id. */
      links: z.record(z.string(), property).default({}),
    })
    .prefault({}),
  nps: z
    .strictObject({
      property,
      date: property,
      comment: property.optional(),
    })
    .optional(),
  contracts: contractsSchema.optional(),
  feedback: feedbackSchema.optional(),
  webhook: z
    .strictObject({
      /** The client secret of the app whose events are taken. */
      secrets: webhookSecretsField,
      /** Where the app is installed in more than one portal. */
      portalId: webhookIdField.optional(),
    })
    .optional(),
});

/** The HubSpot portal's own keys, validated. @public */
export type HubspotConfig = z.output<typeof hubspotConfigSchema>;

/**
 * The configured HubSpot portals.
 *
 * @throws Error naming each key that is missing, unknown or malformed
 * @public
 */
export function readHubspotConfig(
  config: RootConfigService,
): Array<SourceConfig<HubspotConfig>> {
  return readSourcesConfig(config, 'hubspot', hubspotConfigSchema);
}

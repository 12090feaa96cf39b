import type { Config } from '@backstage/config';
import {
  readSourcesConfig,
  type SourceConfig,
} from '@customer-360/backstage-plugin-customer-360-node';
import { z } from 'zod';
import { QUERY_NAMES, queryDefinitions } from '../queries/queryDefinitions';
import { compileStatement } from '../statements/compileStatement';
import { databaseShape } from './DatabaseOptions';

const querySchema = z.strictObject({ sql: z.string().min(1) });

/** Each statement is read once, here; what is wrong with it is named by its key. */
const queriesSchema = z
  .strictObject({
    account: querySchema,
    entitlements: querySchema.optional(),
    flags: querySchema.optional(),
    activity: querySchema.optional(),
    daily: querySchema.optional(),
    users: querySchema.optional(),
    features: querySchema.optional(),
    featuresWeekly: querySchema.optional(),
    surveys: querySchema.optional(),
    activityChanges: querySchema.optional(),
    featureChanges: querySchema.optional(),
    customers: querySchema.optional(),
    candidates: querySchema.optional(),
    lookupUser: querySchema.optional(),
    lookupEmail: querySchema.optional(),
    lookupAccount: querySchema.optional(),
  })
  .superRefine((queries, context) => {
    for (const name of QUERY_NAMES) {
      const sql = queries[name]?.sql;
      if (sql === undefined) {
        continue;
      }
      try {
        compileStatement(sql, queryDefinitions[name].binding);
      } catch (error) {
        context.addIssue({
          code: 'custom',
          path: [name, 'sql'],
          message: error instanceof Error ? error.message : 'is malformed',
        });
      }
    }
  });

/**
 * The keys of a source of type `product-database` beside the common ones.
 *
 * @public
 */
export const productDatabaseConfigSchema = z.object({
  ...databaseShape,
  queries: queriesSchema,
  /** Further columns of `account` that people are shown. */
  fields: z
    .array(
      z.strictObject({
        column: z.string().regex(/^[A-Za-z_]\w{0,62}$/),
        label: z.string().min(1).max(100),
        /** Shown as a warning at the head of the page, wherever it has a value. */
        pinned: z.boolean().default(false),
      }),
    )
    .max(50)
    .default([]),
  /** Links into the product's own administration, `{id}` for the id. */
  links: z
    .strictObject({
      account: z.string().optional(),
      user: z.string().optional(),
      allowedHosts: z.array(z.string().min(1)).max(20),
    })
    .optional(),
});

/** The product database's own keys, validated: how it is reached and mapped. @public */
export type ProductDatabaseConfig = z.output<
  typeof productDatabaseConfigSchema
>;

/**
 * The configured product databases.
 *
 * @throws Error naming each key that is missing, unknown or malformed
 * @public
 */
export function readProductDatabaseConfig(
  config: Config,
): Array<SourceConfig<ProductDatabaseConfig>> {
  return readSourcesConfig(
    config,
    'product-database',
    productDatabaseConfigSchema,
  );
}

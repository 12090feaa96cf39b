import { z } from 'zod';

// Only what is needed is required: what HubSpot adds is dropped, what it
// leaves out of the optional parts is told by the reader of that part.

const historySchema = z.array(
  z.object({ value: z.unknown().optional(), timestamp: z.string() }),
);

/** A record of any object type. @internal */
export const recordSchema = z.object({
  id: z.string().min(1),
  properties: z.record(z.string(), z.unknown()),
  /** Newest first. */
  propertiesWithHistory: z
    .record(z.string(), historySchema)
    .nullish()
    .catch(undefined),
  archived: z.boolean().nullish(),
});

/** @internal */
export type HubspotRecord = z.infer<typeof recordSchema>;

const batchErrorSchema = z.object({ subCategory: z.unknown().optional() });

/** Also of a 207: what could be read stands beside what could not. @internal */
export const recordBatchSchema = z.object({
  results: z.array(recordSchema),
  errors: z.array(batchErrorSchema).nullish(),
});

const pagingSchema = z
  .object({ next: z.object({ after: z.string() }).nullish() })
  .nullish();

/** @internal */
export const searchSchema = z.object({
  total: z.number().int().nonnegative(),
  results: z.array(recordSchema),
  paging: pagingSchema,
});

/** @internal */
export const listSchema = z.object({
  results: z.array(recordSchema),
  paging: pagingSchema,
});

/** @internal */
export const associationBatchSchema = z.object({
  results: z.array(
    z.object({
      from: z.object({ id: z.string() }),
      to: z.array(
        z.object({
          // A text since the date-based versions, a number before.
          toObjectId: z.union([z.string(), z.number()]).transform(String),
          associationTypes: z.array(
            z.object({
              category: z.string(),
              typeId: z.number(),
              label: z.string().nullish(),
            }),
          ),
        }),
      ),
      paging: z
        .object({ next: z.object({ after: z.string() }).nullish() })
        .nullish(),
    }),
  ),
  errors: z.array(batchErrorSchema).nullish(),
});

/** @internal */
export type AssociationBatch = z.infer<typeof associationBatchSchema>;

/** @internal */
export const ownerSchema = z.object({
  id: z.string().min(1),
  email: z.string().nullish().catch(undefined),
  firstName: z.string().nullish().catch(undefined),
  lastName: z.string().nullish().catch(undefined),
});

/** @internal */
export type Owner = z.infer<typeof ownerSchema>;

/** @internal */
export const ownersSchema = z.object({
  results: z.array(ownerSchema),
  paging: z
    .object({ next: z.object({ after: z.string() }).nullish() })
    .nullish(),
});

/** @internal */
export const pipelinesSchema = z.object({
  results: z.array(
    z.object({
      id: z.string(),
      label: z.string(),
      stages: z.array(
        z.object({
          id: z.string(),
          label: z.string(),
          metadata: z.record(z.string(), z.unknown()).nullish(),
        }),
      ),
    }),
  ),
});

/** @internal */
export type Pipelines = z.infer<typeof pipelinesSchema>['results'];

/** @internal */
export const portalSchema = z.object({
  portalId: z.number().int(),
  uiDomain: z.string().nullish().catch(undefined),
  timeZone: z.string().nullish().catch(undefined),
  companyCurrency: z.string().nullish().catch(undefined),
});

/** @internal */
export type Portal = z.infer<typeof portalSchema>;

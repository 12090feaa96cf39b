import { z } from 'zod';
import { defineFacet, TIMES } from '../defineFacet';
import {
  daySchema,
  instantSchema,
  recordList,
  shortText,
  sourceRecordSchema,
} from '../record';

/** @public */
export const featuresSchema = z.object({
  features: recordList(
    sourceRecordSchema.extend({
      name: shortText,
      /** Distinct users of the last 30 days. */
      users: z.number().int().nonnegative(),
      /** Users who could use it: the denominator of adoption. */
      eligibleUsers: z.number().int().nonnegative().optional(),
      lastUsedAt: instantSchema.optional(),
      /** Whether it counts as adopted, by the source's or the config's rule. */
      adopted: z.boolean(),
      /** By week, oldest first, named by its Monday. */
      weekly: z
        .array(
          z.object({ week: daySchema, users: z.number().int().nonnegative() }),
        )
        .max(104),
    }),
  ),
});

/** Which parts of the product they use. @public */
export type FeaturesData = z.infer<typeof featuresSchema>;

/** @public */
export interface FeaturesSummary {
  adopted: number;
  total: number;
}

/** @public */
export const featuresFacet = defineFacet<
  'features',
  FeaturesData,
  FeaturesSummary
>({
  id: 'features',
  section: 'usage',
  schema: featuresSchema,
  times: TIMES.quarter,
  summarize: data => ({
    adopted: data.features.filter(feature => feature.adopted).length,
    total: data.features.length,
  }),
  merge: parts => ({ features: parts.flatMap(part => part.data.features) }),
  isEmpty: data => data.features.length === 0,
});

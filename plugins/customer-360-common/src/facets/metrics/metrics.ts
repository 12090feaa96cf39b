import { z } from 'zod';
import { defineFacet, TIMES } from '../defineFacet';
import {
  instantSchema,
  recordList,
  shortText,
  sourceRecordSchema,
} from '../record';

/** @public */
export const metricsSchema = z.object({
  metrics: recordList(
    sourceRecordSchema.extend({
      label: shortText,
      value: z.number(),
      unit: shortText.optional(),
      asOf: instantSchema,
      /** Marked in config as visible in the summary tier. */
      inSummary: z.boolean(),
    }),
  ),
});

/** The company's own figures, from its warehouse. @public */
export type MetricsData = z.infer<typeof metricsSchema>;

/** @public */
export const metricsFacet = defineFacet<'metrics', MetricsData, MetricsData>({
  id: 'metrics',
  section: 'metrics',
  schema: metricsSchema,
  times: TIMES.hour,
  summarize: data => ({
    metrics: data.metrics.filter(({ inSummary }) => inSummary),
  }),
  merge: parts => ({ metrics: parts.flatMap(part => part.data.metrics) }),
  isEmpty: data => data.metrics.length === 0,
});

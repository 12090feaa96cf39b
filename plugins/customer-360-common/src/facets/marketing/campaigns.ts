import { newestFirst } from '../order';
import { z } from 'zod';
import { defineFacet, TIMES } from '../defineFacet';
import {
  instantSchema,
  recordList,
  shortText,
  sourceRecordSchema,
} from '../record';

/** @public */
export const campaignsSchema = z.object({
  /** Newest first. */
  touches: recordList(
    sourceRecordSchema.extend({
      campaign: shortText,
      kind: z.enum(['sent', 'opened', 'clicked', 'unsubscribed']),
      at: instantSchema,
    }),
  ),
});

/** What marketing sent them. @public */
export type CampaignsData = z.infer<typeof campaignsSchema>;

/** @public */
export interface CampaignsSummary {
  lastTouchAt?: string;
}

/** @public */
export const campaignsFacet = defineFacet<
  'campaigns',
  CampaignsData,
  CampaignsSummary
>({
  id: 'campaigns',
  section: 'marketing',
  schema: campaignsSchema,
  times: TIMES.hour,
  summarize: data => ({
    lastTouchAt: data.touches
      .map(({ at }) => at)
      .sort()
      .at(-1),
  }),
  merge: parts => ({
    touches: parts
      .flatMap(part => part.data.touches)
      .sort(newestFirst(({ at }) => at)),
  }),
  isEmpty: data => data.touches.length === 0,
});

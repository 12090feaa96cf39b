import { newestFirst } from '../order';
import { z } from 'zod';
import { defineFacet, TIMES } from '../defineFacet';
import {
  instantSchema,
  longText,
  recordList,
  shortText,
  sourceRecordSchema,
} from '../record';
import { redactStaffText } from '../redactStaffText';

/** @public */
export const touchpointsSchema = z.object({
  /** Newest first. */
  touchpoints: recordList(
    sourceRecordSchema.extend({
      kind: z.enum(['call', 'meeting', 'email', 'task', 'other']),
      at: instantSchema,
      /** Who of ours. */
      person: shortText.optional(),
      title: shortText.optional(),
      body: longText.optional(),
      opportunityId: shortText.optional(),
    }),
  ),
});

/** When we last spoke. @public */
export type TouchpointsData = z.infer<typeof touchpointsSchema>;

/** @public */
export interface TouchpointsSummary {
  last?: { at: string; kind: string; person?: string };
}

/** @public */
export const touchpointsFacet = defineFacet<
  'touchpoints',
  TouchpointsData,
  TouchpointsSummary
>({
  id: 'touchpoints',
  section: 'relationship',
  schema: touchpointsSchema,
  times: TIMES.quarter,
  summarize: (data, now) => {
    const last = data.touchpoints
      .filter(touchpoint => new Date(touchpoint.at) <= now)
      .sort(newestFirst(({ at }) => at))[0];
    return {
      last: last && { at: last.at, kind: last.kind, person: last.person },
    };
  },
  redact: (data, has) => {
    const { data: touchpoints, redacted } = redactStaffText(
      data.touchpoints,
      has,
    );
    return { data: { touchpoints }, redacted };
  },
  merge: parts => ({
    touchpoints: parts
      .flatMap(part => part.data.touchpoints)
      .sort(newestFirst(({ at }) => at)),
  }),
  isEmpty: data => data.touchpoints.length === 0,
});

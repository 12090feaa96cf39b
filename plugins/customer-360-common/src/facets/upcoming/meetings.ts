import { soonestFirst } from '../order';
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
export const meetingsSchema = z.object({
  /** Coming ones, soonest first. */
  meetings: recordList(
    sourceRecordSchema.extend({
      at: instantSchema,
      endsAt: instantSchema.optional(),
      person: shortText.optional(),
      title: shortText.optional(),
      body: longText.optional(),
      opportunityId: shortText.optional(),
    }),
  ),
});

/** When we speak next. @public */
export type MeetingsData = z.infer<typeof meetingsSchema>;

/** @public */
export interface MeetingsSummary {
  nextAt?: string;
}

/** @public */
export const meetingsFacet = defineFacet<
  'meetings',
  MeetingsData,
  MeetingsSummary
>({
  id: 'meetings',
  section: 'upcoming',
  schema: meetingsSchema,
  times: TIMES.quarter,
  summarize: (data, now) => ({
    nextAt: data.meetings
      .map(({ at }) => at)
      .filter(at => new Date(at) >= now)
      .sort()[0],
  }),
  redact: (data, has) => {
    const { data: meetings, redacted } = redactStaffText(data.meetings, has);
    return { data: { meetings }, redacted };
  },
  merge: parts => ({
    meetings: parts
      .flatMap(part => part.data.meetings)
      .sort(soonestFirst(({ at }) => at)),
  }),
  isEmpty: data => data.meetings.length === 0,
});

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
export const notesSchema = z.object({
  /** Newest first; plain text. */
  notes: recordList(
    sourceRecordSchema.extend({
      at: instantSchema,
      person: shortText.optional(),
      title: shortText.optional(),
      body: longText.optional(),
      opportunityId: shortText.optional(),
    }),
  ),
});

/** What our staff wrote down. @public */
export type NotesData = z.infer<typeof notesSchema>;

/** @public */
export const notesFacet = defineFacet<'notes', NotesData, never>({
  id: 'notes',
  section: 'relationship',
  label: 'notes',
  schema: notesSchema,
  times: TIMES.quarter,
  redact: (data, has) => {
    const { data: notes, redacted } = redactStaffText(data.notes, has);
    return { data: { notes }, redacted };
  },
  merge: parts => ({
    notes: parts
      .flatMap(part => part.data.notes)
      .sort(newestFirst(({ at }) => at)),
  }),
  isEmpty: data => data.notes.length === 0,
});

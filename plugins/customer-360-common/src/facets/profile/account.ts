import { z } from 'zod';
import { defineFacet, TIMES } from '../defineFacet';
import { longText, recordList, shortText, sourceRecordSchema } from '../record';

const relatedSchema = sourceRecordSchema.extend({ name: shortText });

/** @public */
export const accountSchema = z.object({
  name: shortText.optional(),
  domain: shortText.optional(),
  segment: shortText.optional(),
  industry: shortText.optional(),
  country: shortText.optional(),
  /** IANA name; the customer's local time is shown from it. */
  timeZone: shortText.optional(),
  parent: relatedSchema.optional(),
  children: recordList(relatedSchema),
  /** Sentences that every caller must know, pinned by the company's config. */
  warnings: recordList(sourceRecordSchema.extend({ text: longText })),
  /** The company's own fields, mapped by config. */
  fields: recordList(
    sourceRecordSchema.extend({
      key: shortText,
      label: shortText,
      value: longText,
    }),
  ),
  /** The record of this customer in each system that has one. */
  records: recordList(sourceRecordSchema),
});

/** Who they are. @public */
export type AccountData = z.infer<typeof accountSchema>;

/** The account has no more to hide than its summary shows. @public */
export type AccountSummary = AccountData;

/** @public */
export const accountFacet = defineFacet<'account', AccountData, AccountSummary>(
  {
    id: 'account',
    section: 'profile',
    schema: accountSchema,
    times: TIMES.hour,
    summarize: data => data,
    merge: parts => {
      const first = <K extends keyof AccountData>(key: K) =>
        parts.map(part => part.data[key]).find(value => value !== undefined);
      return {
        name: first('name'),
        domain: first('domain'),
        segment: first('segment'),
        industry: first('industry'),
        country: first('country'),
        timeZone: first('timeZone'),
        parent: first('parent'),
        children: parts.flatMap(part => part.data.children),
        warnings: parts.flatMap(part => part.data.warnings),
        fields: parts.flatMap(part => part.data.fields),
        records: parts.flatMap(part => part.data.records),
      };
    },
    isEmpty: data => data.records.length === 0,
  },
);

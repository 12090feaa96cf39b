import { z } from 'zod';
import { defineFacet, TIMES } from '../defineFacet';
import {
  instantSchema,
  recordList,
  shortText,
  sourceRecordSchema,
} from '../record';

/** @public */
export const entitlementsSchema = z.object({
  plan: shortText.optional(),
  seats: z.number().int().nonnegative().optional(),
  flags: recordList(
    sourceRecordSchema.extend({
      name: shortText,
      on: z.boolean(),
      since: instantSchema.optional(),
    }),
  ),
});

/** What the product lets them do. @public */
export type EntitlementsData = z.infer<typeof entitlementsSchema>;

/** @public */
export interface EntitlementsSummary {
  plan?: string;
  seats?: number;
}

/** @public */
export const entitlementsFacet = defineFacet<
  'entitlements',
  EntitlementsData,
  EntitlementsSummary
>({
  id: 'entitlements',
  section: 'usage',
  schema: entitlementsSchema,
  times: TIMES.minutes,
  summarize: ({ plan, seats }) => ({ plan, seats }),
  merge: parts => {
    // Two systems that know the seats know the same ones; two accounts in one
    // system have their own.
    const seats = parts
      .filter(part => part.source === parts[0].source)
      .map(part => part.data.seats);
    return {
      plan: parts.flatMap(part => part.data.plan ?? [])[0],
      seats: seats.every(count => count !== undefined)
        ? seats.reduce((total, count) => total + count, 0)
        : undefined,
      flags: parts.flatMap(part => part.data.flags),
    };
  },
  isEmpty: data =>
    data.plan === undefined &&
    data.seats === undefined &&
    data.flags.length === 0,
});

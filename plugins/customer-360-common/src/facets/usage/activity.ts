import { soonestFirst } from '../order';
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
export const activitySchema = z.object({
  /** Distinct users with a qualifying event in the last 7 and 30 days, UTC. */
  weeklyActive: z.number().int().nonnegative().optional(),
  monthlyActive: z.number().int().nonnegative().optional(),
  /** The same 7-day window 30 days earlier. */
  weeklyActiveBefore: z.number().int().nonnegative().optional(),
  lastEventAt: instantSchema.optional(),
  /** First event of value, once: undefined `at` with `activated` false. */
  activation: z
    .object({ activated: z.boolean(), at: instantSchema.optional() })
    .optional(),
  /** Oldest first; a day that the source does not know is absent. */
  daily: recordList(
    z.object({
      day: daySchema,
      activeUsers: z.number().int().nonnegative(),
    }),
  ),
  users: recordList(
    sourceRecordSchema.extend({
      name: shortText.optional(),
      email: shortText.optional(),
      lastSeenAt: instantSchema.optional(),
      active: z.boolean(),
    }),
  ),
  totalUsers: z.number().int().nonnegative().optional(),
});

/** Whether they use the product. @public */
export type ActivityData = z.infer<typeof activitySchema>;

/** @public */
export type ActivitySummary = Omit<ActivityData, 'users'>;

/** @public */
export const activityFacet = defineFacet<
  'activity',
  ActivityData,
  ActivitySummary
>({
  id: 'activity',
  section: 'usage',
  schema: activitySchema,
  times: TIMES.minutes,
  summarize: ({ users: _users, ...summary }) => summary,
  // Two analytics systems count the same people: their figures cannot be added,
  // so the first source in the order of config speaks, with all its accounts.
  merge: parts => {
    const speaks = parts.filter(part => part.source === parts[0].source);
    return speaks.length === 1
      ? speaks[0].data
      : mergeAccounts(speaks.map(part => part.data));
  },
  isEmpty: data =>
    data.lastEventAt === undefined &&
    data.users.length === 0 &&
    data.daily.length === 0,
});

/** Several accounts of one customer in one system have different users. */
function mergeAccounts(parts: ActivityData[]): ActivityData {
  const sum = (pick: (part: ActivityData) => number | undefined) => {
    const values = parts.map(pick);
    return values.every(value => value !== undefined)
      ? values.reduce<number>((total, value) => total + value!, 0)
      : undefined;
  };
  const daily = new Map<string, number>();
  for (const { day, activeUsers } of parts.flatMap(part => part.daily)) {
    daily.set(day, (daily.get(day) ?? 0) + activeUsers);
  }
  const activations = parts.flatMap(part => part.activation ?? []);
  return {
    weeklyActive: sum(part => part.weeklyActive),
    monthlyActive: sum(part => part.monthlyActive),
    weeklyActiveBefore: sum(part => part.weeklyActiveBefore),
    lastEventAt: parts
      .flatMap(part => part.lastEventAt ?? [])
      .sort()
      .at(-1),
    activation:
      activations.length === 0
        ? undefined
        : {
            activated: activations.some(({ activated }) => activated),
            at: activations.flatMap(({ at }) => at ?? []).sort()[0],
          },
    daily: [...daily]
      .map(([day, activeUsers]) => ({ day, activeUsers }))
      .sort(soonestFirst(({ day }) => day)),
    users: parts.flatMap(part => part.users),
    totalUsers: sum(part => part.totalUsers),
  };
}

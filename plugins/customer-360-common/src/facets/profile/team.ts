import { z } from 'zod';
import { defineFacet, TIMES } from '../defineFacet';
import { recordList, shortText, sourceRecordSchema } from '../record';

/** @public */
export const teamSchema = z.object({
  members: recordList(
    sourceRecordSchema.extend({
      /** `csm`, `account-executive`, `support-agent` … */
      role: shortText,
      name: shortText,
      email: shortText.optional(),
    }),
  ),
});

/** Who of ours looks after them, by role. @public */
export type TeamData = z.infer<typeof teamSchema>;

/** @public */
export const teamFacet = defineFacet<'team', TeamData, TeamData>({
  id: 'team',
  section: 'profile',
  schema: teamSchema,
  times: TIMES.hour,
  summarize: data => data,
  merge: parts => ({ members: parts.flatMap(part => part.data.members) }),
  isEmpty: data => data.members.length === 0,
});

import { z } from 'zod';
import { defineFacet, TIMES } from '../defineFacet';
import {
  instantSchema,
  recordList,
  shortText,
  sourceRecordSchema,
} from '../record';

/** @public */
export const contactsSchema = z.object({
  contacts: recordList(
    sourceRecordSchema.extend({
      name: shortText,
      email: shortText.optional(),
      phone: shortText.optional(),
      title: shortText.optional(),
      /** `primary`, `billing`, `technical` … as the source calls it. */
      roles: z.array(shortText).max(20),
      primary: z.boolean(),
      lastContactAt: instantSchema.optional(),
    }),
  ),
  /** All there are at the source, where it says so. */
  total: z.number().int().nonnegative().optional(),
});

/** People at the customer. @public */
export type ContactsData = z.infer<typeof contactsSchema>;

/** @public */
export interface ContactsSummary {
  total: number;
  /** Role of the primary contact, never the person. */
  primaryRole?: string;
}

/** @public */
export const contactsFacet = defineFacet<
  'contacts',
  ContactsData,
  ContactsSummary
>({
  id: 'contacts',
  section: 'profile',
  schema: contactsSchema,
  times: TIMES.hour,
  summarize: data => {
    const primary = data.contacts.find(contact => contact.primary);
    return {
      total: data.total ?? data.contacts.length,
      primaryRole: primary?.title ?? primary?.roles[0],
    };
  },
  merge: parts => {
    const byEmail = new Map<string, ContactsData['contacts'][number]>();
    for (const part of parts) {
      for (const contact of part.data.contacts) {
        const key =
          contact.email?.toLowerCase() ?? `${contact.source}/${contact.id}`;
        const known = byEmail.get(key);
        byEmail.set(
          key,
          known
            ? {
                ...contact,
                ...dropUndefined(known),
                primary: known.primary || contact.primary,
                roles: [...new Set([...known.roles, ...contact.roles])],
              }
            : contact,
        );
      }
    }
    const contacts = [...byEmail.values()];
    return {
      contacts,
      // Sources know overlapping people, so their totals cannot be added.
      total: parts.length === 1 ? parts[0].data.total : undefined,
    };
  },
  isEmpty: data => data.contacts.length === 0,
});

function dropUndefined<T extends object>(value: T): T {
  return Object.fromEntries(
    Object.entries(value).filter(([, field]) => field !== undefined),
  ) as T;
}

import type { WebhookEvent } from '@customer-360/backstage-plugin-customer-360-node';
import { z } from 'zod';

/** More than any vendor sends at once: HubSpot sends 100. */
const MAX_EVENTS = 1_000;

/** What a database takes as text, and a log line as a word. */
const word = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    // No control characters, and no half of a character.
    .refine(text => !/[\p{Cc}\p{Cs}]/u.test(text));

const eventSchema = z
  .object({
    id: word(200),
    type: word(200),
    occurredAt: z.iso.datetime({ offset: true }).optional(),
    facets: z.array(word(63)).max(50),
    accounts: z.array(word(255)).max(100).optional(),
    record: z.object({ type: word(100), id: word(255) }).optional(),
  })
  .refine(({ accounts, record }) => accounts !== undefined || record);

/**
 * The events of a delivery in the form that they are kept in; undefined where
 * one of them is not what a source may tell: then none is taken, and the vendor
 * hears of it. A time to come is one of a clock that is ahead: it counts as now.
 */
export function checkEvents(
  events: readonly WebhookEvent[],
  now: Date,
): readonly WebhookEvent[] | undefined {
  if (events.length > MAX_EVENTS) {
    return undefined;
  }
  const checked = z.array(eventSchema).safeParse(events);
  return checked.success
    ? checked.data.map(({ occurredAt, ...event }) => ({
        ...event,
        // A source may fill facets of a company's own.
        facets: event.facets as WebhookEvent['facets'],
        ...(occurredAt !== undefined && {
          occurredAt: new Date(
            Math.min(Date.parse(occurredAt), now.getTime()),
          ).toISOString(),
        }),
      }))
    : undefined;
}

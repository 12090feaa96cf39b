import { z } from 'zod';

/** An instant, ISO 8601 in UTC. @public */
export const instantSchema = z.string().datetime();

/** A day that is in the calendar, `YYYY-MM-DD`. @public */
export const daySchema = z.iso.date();

const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])$/;

/**
 * Over TLS, or on the reader's own machine, and without credentials, which make
 * `https://vendor.example@evil.example` look like somebody else's.
 */
function leadsToASystem(text: string): boolean {
  if (!URL.canParse(text)) {
    return false;
  }
  const { protocol, hostname, username, password } = new URL(text);
  return (
    (protocol === 'https:' || LOOPBACK.test(hostname)) &&
    username === '' &&
    password === ''
  );
}

/**
 * What every record carries: the source it came from, its id there, and a link
 * to it in that system's own user interface.
 *
 * @public
 */
export const sourceRecordSchema = z.object({
  source: z.string().min(1).max(63),
  id: z.string().min(1).max(255),
  /** Nothing but a web address: `javascript:` is a URL as well. */
  url: z
    .url({ protocol: /^https?$/ })
    .refine(leadsToASystem)
    .optional(),
});

/** @public */
export type SourceRecord = z.infer<typeof sourceRecordSchema>;

/** No list in a facet is longer than this; what is cut is said by `truncated`. @public */
export const MAX_RECORDS = 500;

/** @public */
export function recordList<T extends z.ZodType>(item: T) {
  return z.array(item).max(MAX_RECORDS);
}

const SHORT = 300;
const LONG = 4000;

/** A name or a title. @public */
export const shortText = z.string().max(SHORT);

/** Free text. @public */
export const longText = z.string().max(LONG);

/** Cuts a text of the source to what `shortText` takes. @public */
export function toShortText(text: string): string {
  return text.length <= SHORT ? text : `${text.slice(0, SHORT - 1)}…`;
}

/** Cuts a text of the source to what `longText` takes. @public */
export function toLongText(text: string): string {
  return text.length <= LONG ? text : `${text.slice(0, LONG - 1)}…`;
}

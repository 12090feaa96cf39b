import type { Answer } from './Visitor.ts';

/**
 * What differs from answer to answer whoever asks and whatever is there: the
 * time, and what follows from the body, which is compared
 * by itself.
 */
const OF_ITS_OWN: ReadonlySet<string> = new Set(['date', 'content-length']);

/**
 * The headers that must be the same for what is hidden and what is absent. Of
 * the ETag only that there is one: it is made of the body.
 */
export function comparableHeaders({
  headers,
}: Pick<Answer, 'headers'>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers)
      .filter(([name]) => !OF_ITS_OWN.has(name))
      .map(([name, value]) => [name, name === 'etag' ? 'given' : value]),
  );
}

/** What `Array.sort` takes. @public */
export type RecordOrder<T> = (a: T, b: T) => number;

/** After every ISO time. */
const LAST = '\uffff';

/**
 * Orders by an instant, a day or a month, newest first. Records of the same
 * time keep the order in which their source gave them; those without a time
 * come last.
 *
 * @public
 */
export function newestFirst<T>(
  when: (record: T) => string | undefined,
): RecordOrder<T> {
  return (a, b) => compare(when(b) ?? '', when(a) ?? '');
}

/**
 * Orders by an instant, a day or a month, soonest first; otherwise as
 * `newestFirst`.
 *
 * @public
 */
export function soonestFirst<T>(
  when: (record: T) => string | undefined,
): RecordOrder<T> {
  return (a, b) => compare(when(a) ?? LAST, when(b) ?? LAST);
}

/** By code unit: right for ISO times in UTC, and the same on every machine. */
function compare(a: string, b: string): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}

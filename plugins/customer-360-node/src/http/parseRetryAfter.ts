/**
 * Reads a `Retry-After` header (RFC 9110, 10.2.3): delay in seconds or an HTTP
 * date. Some vendors send fractions of a second; those are taken too.
 *
 * @returns undefined where there is none or it says nothing usable: the caller
 *   then uses a backoff of its own
 * @internal
 */
export function parseRetryAfter(
  value: string | undefined,
  now: number = Date.now(),
): Date | undefined {
  const text = value?.trim();
  if (!text || text.length > 64) {
    return undefined;
  }
  if (/^\d+(\.\d+)?$/.test(text)) {
    const milliseconds = Math.ceil(Number(text) * 1000);
    // Beyond the range of Date: as far away as a date can be.
    return new Date(Math.min(now + milliseconds, 8.64e15));
  }
  // An HTTP date begins with the name of a day; Date.parse alone would take
  // "-5" for a month.
  if (!/^[A-Z][a-z]{2,8},? /.test(text)) {
    return undefined;
  }
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : new Date(at);
}

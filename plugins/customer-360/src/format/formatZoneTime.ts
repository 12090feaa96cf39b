/**
 * The clock in somebody else's zone: "14:03", and with the weekday where it is
 * another day there than with the viewer. Undefined for a zone that the browser
 * does not know.
 *
 * @param viewer - the viewer's zone; that of the browser when left out
 * @internal
 */
export function formatZoneTime(
  at: Date,
  timeZone: string,
  locale?: string,
  viewer?: string,
): string | undefined {
  const inZone = (zone: string | undefined, parts: object) =>
    new Intl.DateTimeFormat(locale, { timeZone: zone, ...parts }).format(at);
  try {
    const day = { day: 'numeric' };
    const elsewhere = inZone(timeZone, day) !== inZone(viewer, day);
    return inZone(timeZone, {
      hour: '2-digit',
      minute: '2-digit',
      ...(elsewhere && { weekday: 'short' }),
    });
  } catch {
    return undefined;
  }
}

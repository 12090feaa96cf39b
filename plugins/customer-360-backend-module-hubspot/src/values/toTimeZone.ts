/**
 * An IANA time zone from what a portal has: the name itself, or HubSpot's own
 * spelling of it (`america_slash_new_york`).
 *
 * @returns undefined where it names no zone
 * @internal
 */
export function toTimeZone(value: string): string | undefined {
  const name = value.replaceAll('_slash_', '/').replaceAll('_hyphen_', '-');
  try {
    return new Intl.DateTimeFormat('en', {
      timeZone: name,
    }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}

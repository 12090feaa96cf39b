/**
 * A calendar day (`YYYY-MM-DD`) has no zone, so it is formatted as it stands
 * and never shifted into the viewer's.
 *
 * @internal
 */
export function formatDay(
  day: string,
  style: 'short' | 'long' | 'weekday' = 'long',
  locale?: string,
): string {
  return new Intl.DateTimeFormat(locale, {
    timeZone: 'UTC',
    ...(style === 'weekday' ? { weekday: 'short' } : {}),
    day: 'numeric',
    month: 'short',
    ...(style === 'long' ? { year: 'numeric' } : {}),
  }).format(new Date(`${day}T00:00:00Z`));
}

/**
 * A day as people say it: with its year only where that is not this one.
 *
 * @internal
 */
export function formatNearDay(
  day: string,
  now: Date = new Date(),
  style: 'short' | 'weekday' = 'short',
  locale?: string,
): string {
  const thisYear = day.slice(0, 4) === now.toISOString().slice(0, 4);
  if (thisYear) {
    return formatDay(day, style, locale);
  }
  return formatDay(day, 'long', locale);
}

/** Month and year of a day, as short as can be. @internal */
export function formatDayMonth(day: string, locale?: string): string {
  return new Intl.DateTimeFormat(locale, {
    timeZone: 'UTC',
    month: 'short',
    year: '2-digit',
  }).format(new Date(`${day}T00:00:00Z`));
}

/** A month (`YYYY-MM`). @internal */
export function formatMonth(month: string, locale?: string): string {
  return new Intl.DateTimeFormat(locale, {
    timeZone: 'UTC',
    month: 'short',
    year: 'numeric',
  }).format(new Date(`${month}-01T00:00:00Z`));
}

/**
 * The calendar day on which something falls due at a vendor. In UTC, as the
 * answers count days: one date for one event, wherever the reader sits.
 *
 * @internal
 */
export function dayOfInstant(instant: string): string {
  return new Date(instant).toISOString().slice(0, 10);
}

/**
 * Day of an instant, in the viewer's zone; the short one has its year only
 * where that is not this one.
 *
 * @internal
 */
export function formatDate(
  instant: string,
  style: 'short' | 'long' = 'long',
  locale?: string,
): string {
  const at = new Date(instant);
  const withYear =
    style === 'long' || at.getFullYear() !== new Date().getFullYear();
  return new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'short',
    ...(withYear ? { year: 'numeric' } : {}),
  }).format(at);
}

/** Month of an instant, in the viewer's zone: "Oct". @internal */
export function formatMonthOf(instant: string, locale?: string): string {
  return new Intl.DateTimeFormat(locale, { month: 'short' }).format(
    new Date(instant),
  );
}

/** An instant with its zone, for a tooltip. @internal */
export function formatInstant(instant: string, locale?: string): string {
  return new Intl.DateTimeFormat(locale, {
    dateStyle: 'medium',
    timeStyle: 'long',
  }).format(new Date(instant));
}

/** The clock where it is today, day and clock where it is not. @internal */
export function formatClock(
  instant: string,
  now: Date,
  locale?: string,
): string {
  const at = new Date(instant);
  const clock = new Intl.DateTimeFormat(locale, {
    hour: '2-digit',
    minute: '2-digit',
  }).format(at);
  return at.toDateString() === now.toDateString()
    ? clock
    : `${formatDate(instant, 'short', locale)} ${clock}`;
}

/** Day and clock of an instant in the viewer's zone, without seconds. @internal */
export function formatInstantShort(instant: string, locale?: string): string {
  return new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    ...(new Date(instant).getFullYear() === new Date().getFullYear()
      ? {}
      : { year: 'numeric' }),
  }).format(new Date(instant));
}

/** The same to the second, for what is compared with a log. @internal */
export function formatInstantSeconds(instant: string, locale?: string): string {
  const at = new Date(instant);
  return new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    ...(at.getFullYear() === new Date().getFullYear()
      ? {}
      : { year: 'numeric' }),
  }).format(at);
}

// Made once: making one takes longer than all that a page formats with it.
const dayFormat = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
});
const countFormat = new Intl.NumberFormat('en');
const percentFormat = new Intl.NumberFormat('en', {
  maximumFractionDigits: 1,
});

/** `9 Jan 2027` */
export function dayText(day: string): string {
  return dayFormat.format(new Date(day));
}

/** `1 user`, `194 users` */
export function countText(count: number, noun: string): string {
  return `${countFormat.format(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/** The magnitude of a percentage, at most one decimal: `12.7 %`, `9 %`. */
export function percentText(percent: number): string {
  return `${percentFormat.format(Math.abs(percent))} %`;
}

/** `today`, `tomorrow`, `in 17 days` */
export function inDaysText(days: number): string {
  if (days === 0) {
    return 'today';
  }
  return days === 1 ? 'tomorrow' : `in ${days} days`;
}

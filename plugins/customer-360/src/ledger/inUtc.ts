/** `2026-11-25 14:05:09.123 UTC`, to compare with a log. @internal */
export function inUtc(at: string): string {
  return `${at.slice(0, 10)} ${at.slice(11, 23)} UTC`;
}

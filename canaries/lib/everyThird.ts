/** Where everybody would take long and tell no more; the first is among them. */
export function everyThird<T>(items: readonly T[]): T[] {
  return items.filter((_, at) => at % 3 === 0);
}

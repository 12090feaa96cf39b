/**
 * The parts that overlapping lists are made of: each list is some of the parts
 * as a whole, so what is said of all lists can be said of the parts. Pure.
 */
export function cellsOf(lists: ReadonlyArray<readonly string[]>): string[][] {
  const within = new Map<string, number[]>();
  lists.forEach((list, at) => {
    for (const ref of new Set(list)) {
      within.set(ref, [...(within.get(ref) ?? []), at]);
    }
  });
  const cells = new Map<string, string[]>();
  for (const [ref, places] of within) {
    const key = distinct(places, lists).join(' ');
    cells.set(key, [...(cells.get(key) ?? []), ref]);
  }
  return [...cells.values()].map(cell => cell.sort());
}

/** The same list said twice is one. */
function distinct(
  places: readonly number[],
  lists: ReadonlyArray<readonly string[]>,
): number[] {
  const first = (at: number) => {
    const text = JSON.stringify([...lists[at]].sort());
    return lists.findIndex(list => JSON.stringify([...list].sort()) === text);
  };
  return [...new Set(places.map(first))];
}

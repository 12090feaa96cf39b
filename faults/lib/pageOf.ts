import type { ShownView } from './views.ts';

/** When something was read or is read again, which is nobody's data. */
const OF_THE_READING = new Set([
  'asOf',
  'fetchedAt',
  'freshUntil',
  'generatedAt',
  'renewing',
]);

/** What a view says of a customer, without when it was read. */
export function pageOf(view: unknown, within?: string): unknown {
  if (Array.isArray(view)) {
    return view.map(each => pageOf(each, within));
  }
  if (typeof view !== 'object' || view === null) {
    return view;
  }
  return Object.fromEntries(
    Object.entries(view)
      .filter(([name]) => !OF_THE_READING.has(name))
      // A sign is dated by the reading where its source does not date it.
      .filter(([name]) => within !== 'indicators' || name !== 'at')
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, value]) => [
        name,
        pageOf(value, name === 'indicators' ? name : within),
      ]),
  );
}

/** Only the data of each facet, as it is shown now. */
export function dataOf(view: unknown): unknown {
  // In the same order for all.
  const { sections } = pageOf(view) as ShownView;
  return Object.values(sections).map(({ facets }) =>
    Object.values(facets).map(({ data }) => data),
  );
}

/** Where two pages say different things. */
export function differences(a: unknown, b: unknown, at = ''): string[] {
  if (
    typeof a !== 'object' ||
    typeof b !== 'object' ||
    a === null ||
    b === null
  ) {
    return a === b
      ? []
      : [`${at}: ${JSON.stringify(a)} and ${JSON.stringify(b)}`.slice(0, 300)];
  }
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].flatMap(name =>
    differences(
      (a as Record<string, unknown>)[name],
      (b as Record<string, unknown>)[name],
      `${at}/${name}`,
    ),
  );
}

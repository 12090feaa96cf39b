import type { SortDirection } from '@customer-360/backstage-plugin-customer-360-common';
import type { ListPlace } from './PortfolioStore';

/** Which of two customers comes first, as the database would say. Pure. */
export function comparePlaces(
  a: ListPlace,
  b: ListPlace,
  direction: SortDirection,
): number {
  if (!a.key || !b.key) {
    return (
      Number(!a.key) - Number(!b.key) || compareAll(namesOf(a), namesOf(b))
    );
  }
  const order = compareAll(
    [...a.key, ...namesOf(a)],
    [...b.key, ...namesOf(b)],
  );
  return direction === 'asc' ? order : -order;
}

function namesOf({ nameKey, ref }: ListPlace): string[] {
  return [nameKey, ref];
}

function compareAll(
  a: ReadonlyArray<string | number>,
  b: ReadonlyArray<string | number>,
): number {
  for (const [at, value] of a.entries()) {
    const other = b[at];
    const order =
      typeof value === 'number' && typeof other === 'number'
        ? value - other
        : Buffer.compare(Buffer.from(`${value}`), Buffer.from(`${other}`));
    if (order !== 0) {
      return order;
    }
  }
  return 0;
}

import type { PackedReading } from '../facets/PackedReading';
import type { AccountReading, FacetReadings } from '../facets/readings';

/**
 * Names the values that a page is made of: equal texts, equal page. Only of
 * what the reader may see, since it is part of the page's ETag.
 */
export function valueVersions(readings: FacetReadings<PackedReading>): string {
  return JSON.stringify(
    [...readings].map(([facet, sources]) => [
      facet,
      sources.map(({ source, accounts, ...found }) => [
        source.id,
        accounts.map(versionOf),
        found.foundBy ?? '',
        found.linked ?? found.looking ?? false,
        found.notLooked ?? '',
        ...found.candidates,
      ]),
    ]),
  );
}

function versionOf(reading: AccountReading<PackedReading>): string {
  return reading.kind === 'read'
    ? `${reading.account} ${reading.reading.version} ${reading.stale ?? ''}`
    : `${reading.account} ! ${reading.reason}`;
}

/** Ages and days to come are counted anew at least this often. */
const LONGEST_MS = 60_000;
const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Until when a page of these readings is the one to give, as long as no change
 * is acknowledged: not at all where something is being read, or could not be.
 * By the shared clock, in milliseconds.
 */
export function settledUntil(
  readings: FacetReadings<PackedReading>,
  now: number,
): number {
  const times = [...readings.values()]
    .flat()
    .flatMap(({ accounts, ...found }) => [
      ...accounts.map(account =>
        account.kind === 'read' && account.stale === undefined
          ? account.reading.freshUntil
          : now,
      ),
      // Of accounts that may be there more is known soon.
      ...(found.linked || found.looking || found.notLooked ? [now] : []),
    ]);
  const midnight = (Math.floor(now / DAY_MS) + 1) * DAY_MS;
  return Math.min(midnight, now + LONGEST_MS, ...times);
}

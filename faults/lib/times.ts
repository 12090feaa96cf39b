/** The facets of the proving ground's sources: `s0` fills the first, and so on. */
export const FACETS = [
  'tickets',
  'subscriptions',
  'invoices',
  'contacts',
  'activity',
  'features',
  'touchpoints',
  'opportunities',
  'meetings',
  'account',
] as const;

/** Config of facets: fresh for so many milliseconds those named, for hours the others. */
export function freshFor(short: Readonly<Record<string, number>> = {}) {
  return Object.fromEntries(
    FACETS.map(facet => [
      facet,
      {
        fresh: facet in short ? { milliseconds: short[facet] } : { hours: 12 },
      },
    ]),
  );
}

export function rest(ms: number): Promise<void> {
  return new Promise(resolve => {
    setTimeout(resolve, ms);
  });
}

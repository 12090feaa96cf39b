const FACETS = [
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
];

/** Config of facets that live long: nothing is due again while one measures. */
export function longLived(fresh: object = { hours: 12 }) {
  return Object.fromEntries(FACETS.map(facet => [facet, { fresh }]));
}

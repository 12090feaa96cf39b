/** `v1`, `2026-09`: part of the route although it has a digit. */
const VERSION = /^(v\d+|\d{4}-\d{2})$/;

/**
 * The route behind a path, so that statistics count `/v1/customers/{id}` once
 * and not per customer: a segment with a digit in it that is no version is an id.
 *
 * @internal
 */
export function routeOf(method: string, path: string): string {
  const segments = path.split('/').map(segment => {
    const bare = segment.replace(/\.json$/, '');
    return /\d/.test(bare) && !VERSION.test(bare) ? '{id}' : bare;
  });
  return `${method} ${segments.join('/')}`;
}

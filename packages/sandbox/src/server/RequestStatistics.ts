import { routeOf } from './routeOf.ts';

/** Paths are the caller's: a scan of random paths must not fill the memory. */
const MAX_ROUTES = 500;

/**
 * Requests per vendor and route since the start or the last reset.
 *
 * @internal
 */
export class RequestStatistics {
  readonly #vendors = new Map<string, Map<string, number>>();

  count(vendor: string, method: string, path: string): void {
    let routes = this.#vendors.get(vendor);
    if (!routes) {
      routes = new Map();
      this.#vendors.set(vendor, routes);
    }
    const route = routeOf(method, path);
    const key = routes.has(route) || routes.size < MAX_ROUTES ? route : 'other';
    routes.set(key, (routes.get(key) ?? 0) + 1);
  }

  snapshot(): Record<
    string,
    { requests: number; routes: Record<string, number> }
  > {
    return Object.fromEntries(
      [...this.#vendors].map(([vendor, routes]) => [
        vendor,
        {
          requests: [...routes.values()].reduce((sum, n) => sum + n, 0),
          routes: Object.fromEntries(routes),
        },
      ]),
    );
  }

  reset(): void {
    this.#vendors.clear();
  }
}

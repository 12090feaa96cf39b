import { setTimeout as delay } from 'node:timers/promises';
import { PortalApi } from './PortalApi.ts';

const LIMIT_MS = 180_000;
const POLL_MS = 500;

/**
 * Waits until the catalog holds every customer of the sandbox and search finds
 * them: a portal takes them in after it has started.
 */
export async function untilStocked(
  portal: string,
  control: string,
): Promise<void> {
  const health = await fetch(`${control}/health`);
  const { world } = (await health.json()) as { world: { size: number } };
  const limit = performance.now() + LIMIT_MS;
  for (;;) {
    // Signed in anew each time: the persona is taken in like the customers.
    const missing = await whatIsMissing(portal, world.size);
    if (!missing) {
      return;
    }
    if (performance.now() > limit) {
      throw new Error(`The portal is not stocked in time: ${missing}`);
    }
    await delay(POLL_MS);
  }
}

async function whatIsMissing(
  portal: string,
  size: number,
): Promise<string | undefined> {
  let ada: PortalApi;
  try {
    ada = await PortalApi.as(portal, 'ada');
  } catch {
    return 'nobody can sign in';
  }
  const catalog = await ada.get(
    '/api/catalog/entities/by-query?filter=kind=customer&limit=1',
  );
  const { totalItems = 0 } = catalog.json as { totalItems?: number };
  if (totalItems < size) {
    return `the catalog has ${totalItems} of ${size} customers`;
  }
  const search = await ada.get(
    '/api/search/query?term=brightwater&types%5B0%5D=customer',
  );
  const { results = [] } = search.json as { results?: unknown[] };
  return results.length === 0 ? 'search has no customers' : undefined;
}

import type { VendorRequest } from '../server/types.ts';
import type { World } from '../world/types.ts';

/** The same request for the next company, so that a wrong answer can be given. */
export function otherCustomer(
  world: World,
  request: VendorRequest,
): VendorRequest | undefined {
  const named =
    request.query.get('customer') ??
    /^\/v1\/customers\/(cus_[A-Za-z0-9]+)/.exec(request.path)?.[1];
  if (!named) return undefined;
  const index = world.indexOf('stripe', named);
  if (index === undefined || world.size < 2) return undefined;
  const other = world.company((index + 1) % world.size).ids.stripe[0];
  const query = new URLSearchParams(request.query);
  if (query.has('customer')) query.set('customer', other);
  return { ...request, query, path: request.path.replace(named, other) };
}

import type { VendorRequest } from '../server/types.ts';
import { objectTypes } from './objectTypes.ts';
import type { ObjectType } from './objectTypes.ts';
import type { Portal } from './Portal.ts';

/**
 * The same request about another company: every id in path and body that
 * belongs to one company is replaced by the like id of its neighbour.
 *
 * @internal
 */
export function otherCustomer(
  portal: Portal,
  request: VendorRequest,
): VendorRequest | undefined {
  const found = { changed: false };
  const swap = (id: string): string => {
    const other = neighbour(portal, id);
    if (other !== undefined) {
      found.changed = true;
    }
    return other ?? id;
  };
  const path = request.path
    .split('/')
    .map(segment => (/^\d{6,}$/.test(segment) ? swap(segment) : segment))
    .join('/');
  const body = request.body
    .toString('utf8')
    .replace(/"(\d{6,})"/g, (_, id: string) => `"${swap(id)}"`);
  return found.changed
    ? { ...request, path, body: Buffer.from(body) }
    : undefined;
}

function neighbour(portal: Portal, id: string): string | undefined {
  for (const type of objectTypes) {
    const index = portal.companyIndexOf(type, id);
    if (index !== undefined) {
      return firstElsewhere(portal, type, index);
    }
  }
  return undefined;
}

function firstElsewhere(
  portal: Portal,
  type: ObjectType,
  index: number,
): string | undefined {
  for (let step = 1; step < portal.size; step += 1) {
    const [record] = portal.ofCompany((index + step) % portal.size, type);
    if (record) {
      return record.id;
    }
  }
  return undefined;
}

import type { Request } from 'express';
import { randomUUID } from 'node:crypto';

/** Whatever a request is known by: a part of one in tests. */
type Named = Pick<Request, 'headers'>;

const ids = new WeakMap<Named, string>();

/**
 * UUID, the same for as long as the request lives: the rows of the ledger and the
 * events of the auditor can be laid side by side by it. An id that comes with the
 * request is not taken: the ledger keeps what it has been given, and a stranger's
 * words would be in it for good. Nor is it on the answer, which must be the same
 * to the byte for a customer that is hidden and one that is not there.
 */
export function requestIdOf(request: Named): string {
  let id = ids.get(request);
  if (id === undefined) {
    id = randomUUID();
    ids.set(request, id);
  }
  return id;
}

import type { Request, RequestHandler } from 'express';
import { randomUUID } from 'node:crypto';

/** Whatever a request is known by: a part of one in tests. */
type Named = Pick<Request, 'headers'>;

const ids = new WeakMap<Named, string>();

/**
 * Names a request, and tells whoever sent it: what they were answered, the rows
 * of the ledger and the events of the auditor can be laid side by side. An id
 * that comes with the request is not taken: the ledger keeps what it has been
 * given, and a stranger's words would be in it for good.
 */
export const nameRequest: RequestHandler = (req, res, next) => {
  res.setHeader('X-Request-Id', requestIdOf(req));
  next();
};

/** UUID, the same for as long as the request lives. */
export function requestIdOf(request: Named): string {
  let id = ids.get(request);
  if (id === undefined) {
    id = randomUUID();
    ids.set(request, id);
  }
  return id;
}

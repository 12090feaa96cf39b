import { isErrorWithName } from '@backstage/errors';
import type { ErrorRequestHandler, Request, RequestHandler } from 'express';
import { LEAST_MS } from '../shared/evenTime';

const arrivals = new WeakMap<Request, number>();

/** Remembers when a request came. */
export const noteArrival: RequestHandler = (req, _res, next) => {
  arrivals.set(req, performance.now());
  next();
};

/**
 * What is not found is answered so long after it was asked for, whatever there
 * was to look up: time tells nobody who is hidden and who is not there.
 */
export const refuseInEvenTime: ErrorRequestHandler = (
  error,
  req,
  _res,
  next,
) => {
  const taken = performance.now() - (arrivals.get(req) ?? 0);
  if (isErrorWithName(error, 'NotFoundError') && taken < LEAST_MS) {
    setTimeout(next, LEAST_MS - taken, error);
  } else {
    next(error);
  }
};

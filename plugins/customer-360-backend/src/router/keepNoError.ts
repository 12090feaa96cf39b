import type { ErrorRequestHandler } from 'express';

/**
 * What was refused or not there may be there in a moment, and what is not there
 * for one is there for another: no cache may remember it.
 */
export const keepNoError: ErrorRequestHandler = (error, _req, res, next) => {
  if (!res.headersSent) {
    res.setHeader('Cache-Control', 'no-store');
  }
  next(error);
};

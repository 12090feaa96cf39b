import { ServiceUnavailableError } from '@backstage/errors';
import type { RequestHandler } from 'express';

/**
 * Lets in only as many requests at once as can be served: the rest are told at
 * once to come back, rather than all waiting until none is in time.
 */
export class AdmissionGate {
  readonly #most: number;
  #inside = 0;

  constructor(options: { maxConcurrentRequests: number }) {
    this.#most = options.maxConcurrentRequests;
  }

  get inside(): number {
    return this.#inside;
  }

  readonly handler: RequestHandler = (_req, res, next) => {
    if (this.#inside >= this.#most) {
      next(
        new ServiceUnavailableError(
          'More people look at customers than this portal can serve at once. Nothing is lost; try again in a moment.',
        ),
      );
      return;
    }
    this.#inside += 1;
    // Sent or given up on, `close` comes once.
    res.once('close', () => {
      this.#inside -= 1;
    });
    next();
  };
}

import type { Request, Response } from 'express';
import type { InstallationKey } from '../installation/InstallationKey';

/** Sends what a browser may keep but must ask about every time. */
export class RevalidatedSender {
  readonly #key: InstallationKey;

  constructor(options: { key: InstallationKey }) {
    this.#key = options.key;
  }

  /**
   * The ETag is of the bytes that are sent and so of nothing hidden; keyed, so
   * that nobody can compute the one of a page they may not see.
   */
  send<T>(
    request: Pick<Request, 'fresh'>,
    response: Response<T>,
    body: T,
  ): void {
    response.setHeader('Cache-Control', 'private, no-cache');
    response.vary('Authorization');
    response.setHeader(
      'ETag',
      `W/"${this.#key.sign('etag', JSON.stringify(body))}"`,
    );
    if (request.fresh) {
      response.status(304).end();
      return;
    }
    response.status(200).json(body);
  }
}

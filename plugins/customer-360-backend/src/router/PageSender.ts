import type { Request, Response } from 'express';
import { unfinishPage } from '../pages/finishPage';
import type { FinishedPage } from '../pages/FinishedPage';

type PageRequest = Pick<Request, 'fresh' | 'acceptsEncodings' | 'headers'>;

const VARY = 'Authorization, Accept-Encoding';
/** What every browser says needs no negotiation. */
const PLAIN_GZIP = /^(?:[a-z]+, ?)*gzip(?:, ?[a-z]+)*$/;

/** Sends a finished page. */
export interface PageSender {
  /** @param keep - false where the answer must not be kept at all */
  send(
    request: PageRequest,
    response: Response,
    page: FinishedPage,
    keep?: boolean,
  ): Promise<void>;
}

/** Writes the bytes as they are: nothing is serialised, hashed or compressed. */
export class GzipPageSender implements PageSender {
  async send(
    request: PageRequest,
    response: Response,
    page: FinishedPage,
    keep = true,
  ): Promise<void> {
    if (keep && setCaching(request, response, page)) {
      return;
    }
    response.statusCode = 200;
    response.setHeader('Content-Type', 'application/json; charset=utf-8');
    if (takesGzip(request)) {
      const { gzip } = page;
      response.setHeader('Content-Encoding', 'gzip');
      response.setHeader('Content-Length', gzip.byteLength);
      response.end(Buffer.from(gzip.buffer, gzip.byteOffset, gzip.byteLength));
      return;
    }
    const body = await unfinishPage(page);
    response.setHeader('Content-Length', body.byteLength);
    response.end(body);
  }
}

/**
 * The same through `res.json`, where an answer is checked against the contract.
 * For tests: it costs what `GzipPageSender` saves.
 */
export class CheckedPageSender implements PageSender {
  async send(
    request: PageRequest,
    response: Response,
    page: FinishedPage,
    keep = true,
  ): Promise<void> {
    if (keep && setCaching(request, response, page)) {
      return;
    }
    const body = await unfinishPage(page);
    response.status(200).json(JSON.parse(body.toString('utf8')));
  }
}

/**
 * What a browser may keep but must ask about every time.
 *
 * @returns true where it has the page already and has been told so
 */
function setCaching(
  request: PageRequest,
  response: Response,
  { etag }: FinishedPage,
): boolean {
  response.setHeader('Cache-Control', 'private, no-cache');
  const vary = response.getHeader('Vary');
  response.setHeader(
    'Vary',
    vary === undefined ? VARY : `${String(vary)}, ${VARY}`,
  );
  response.setHeader('ETag', etag);
  if (request.fresh) {
    response.status(304).end();
    return true;
  }
  return false;
}

function takesGzip(request: PageRequest): boolean {
  return (
    PLAIN_GZIP.test(request.headers['accept-encoding'] ?? '') ||
    Boolean(request.acceptsEncodings('gzip'))
  );
}

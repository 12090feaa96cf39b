import { Readable } from 'node:stream';
import {
  createBrotliDecompress,
  createGunzip,
  createInflate,
  createZstdDecompress,
} from 'node:zlib';
import { AttemptFailure } from '../resilience/AttemptFailure';

/** What is offered to vendors; anything else is refused. @internal */
export const ACCEPT_ENCODING = 'gzip, deflate, br, zstd';

function decoderFor(encoding: string) {
  switch (encoding) {
    case 'gzip':
    case 'x-gzip':
      return createGunzip();
    case 'deflate':
      return createInflate();
    case 'br':
      return createBrotliDecompress();
    case 'zstd':
      return createZstdDecompress();
    default:
      return undefined;
  }
}

/**
 * Reads a body and counts what comes out of decompression, so that a small
 * answer that unpacks to gigabytes is cut at the same limit as a large one.
 *
 * @throws AttemptFailure `schema` when it is too large or cannot be unpacked;
 *   errors of the connection are passed on as they are
 * @internal
 */
export async function readBody(
  body: Readable,
  contentEncoding: string | undefined,
  maxBytes: number,
): Promise<Buffer> {
  const encoding = contentEncoding?.trim().toLowerCase() ?? 'identity';
  const decoder = encoding === 'identity' ? undefined : decoderFor(encoding);
  // `pipe` does not pass errors on: without this a broken connection would
  // leave the decoder waiting for ever. It also hears the error that destroying
  // an unfinished body raises.
  let connectionError: Error | undefined;
  body.on('error', error => {
    connectionError ??= error;
    decoder?.destroy(error);
  });
  if (encoding !== 'identity' && !decoder) {
    body.destroy();
    throw new AttemptFailure('schema');
  }

  const decoded = decoder ? body.pipe(decoder) : body;

  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of decoded) {
      size += chunk.length;
      if (size > maxBytes) {
        throw new AttemptFailure('schema');
      }
      chunks.push(chunk);
    }
  } catch (error) {
    const cause = connectionError ?? error;
    decoder?.destroy();
    body.destroy();
    throw decoder && cause !== connectionError
      ? new AttemptFailure('schema')
      : cause;
  }
  return Buffer.concat(chunks, size);
}

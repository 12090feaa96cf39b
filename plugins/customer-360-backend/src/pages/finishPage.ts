import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { FinishedPage } from './FinishedPage';

// In libuv's pool: a large page must not hold up everybody else's.
const compress = promisify(gzip);
const decompress = promisify(gunzip);

/** @param etag - what the page is known by */
export async function finishPage(
  etag: string,
  body: unknown,
): Promise<FinishedPage> {
  const bytes = await compress(Buffer.from(JSON.stringify(body)), { level: 4 });
  // Copied: zlib gives slices that keep pooled buffers of 64 KB alive.
  return { etag, gzip: new Uint8Array(bytes) };
}

/** The page as JSON text, for the rare client without gzip. */
export async function unfinishPage({
  gzip: bytes,
}: FinishedPage): Promise<Buffer> {
  return decompress(bytes);
}

import { createHash, timingSafeEqual } from 'node:crypto';

import type { VendorRequest } from '../server/types.ts';
import { StripeFault } from './StripeFault.ts';

/**
 * The key as a bearer token or as the user of Basic.
 *
 * @throws StripeFault 401 when it is missing or another one
 */
export function authenticate(request: VendorRequest, apiKey: string): void {
  const header = request.headers.authorization ?? '';
  const [scheme, value = ''] = header.split(' ', 2);
  let key: string | undefined;
  if (/^bearer$/i.test(scheme)) key = value;
  if (/^basic$/i.test(scheme)) {
    key = Buffer.from(value, 'base64').toString('utf8').split(':')[0];
  }
  if (!key) {
    throw new StripeFault(
      401,
      "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY'). See https://stripe.com/docs/api#authentication for details, or we can help at https://support.stripe.com/.",
    );
  }
  if (!same(key, apiKey)) {
    const shown = `${key.slice(0, 8)}${'*'.repeat(12)}${key.slice(-4)}`;
    throw new StripeFault(401, `Invalid API Key provided: ${shown}`);
  }
}

function same(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}

import { randomBytes } from 'node:crypto';

const processId = randomBytes(9).toString('base64url');
let count = 0;

/**
 * Tells one thing from all others, on every instance. Anybody can guess it: it
 * is no secret.
 */
export function uniqueId(): string {
  count += 1;
  return `${processId}${count.toString(36)}`;
}

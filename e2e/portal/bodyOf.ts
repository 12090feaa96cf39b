import { setTimeout as delay } from 'node:timers/promises';
import type { Response } from 'playwright-core';

const LIMIT_MS = 10_000;

/**
 * What an answer said. Empty where the page was left before it had ended: then
 * the browser has let go of it, and nobody will ever say that it is over.
 */
export function bodyOf(response: Response): Promise<string> {
  return Promise.race([
    response.text().catch(() => ''),
    delay(LIMIT_MS, '', { ref: false }),
  ]);
}

import { get } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';

/**
 * Waits until a URL answers 200.
 *
 * @param {string} url
 * @param {object} options
 * @param {number} options.timeoutMs
 * @param {() => boolean} options.isPointless Gives up at once when it says so.
 * @returns {Promise<boolean>} Whether it answered.
 */
export async function waitUntilAnswers(url, { timeoutMs, isPointless }) {
  const deadline = Date.now() + timeoutMs;
  while (Date.now() < deadline && !isPointless()) {
    if ((await statusOf(url)) === 200) {
      return true;
    }
    await delay(200);
  }
  return false;
}

/**
 * @param {string} url
 * @returns {Promise<number | undefined>}
 */
function statusOf(url) {
  return new Promise(resolve => {
    const request = get(url, { timeout: 5_000, agent: false }, response => {
      response.resume();
      resolve(response.statusCode);
    });
    request.once('timeout', () => request.destroy());
    request.once('error', () => resolve(undefined));
  });
}

import type { Page } from 'playwright-core';
import { atMost, type Figure } from '../lib/Benchmark.ts';
import { median, percentile, round } from '../lib/stats.ts';
import type { Demo } from './Demo.ts';
import { NAIVE_PATH, naivePage } from './naivePage.ts';

const SAMPLES = 20;
const WARM_UP = 3;
const PROMISED_MS = 800;
const PROMISED_SHIFT = 0.02;
const CUSTOMER = 'cus-8f3a1c';
/** Late parts come and go within it. */
const SETTLE_MS = 1_500;

/**
 * A full load of the page by its address, its assets in the browser's cache, in
 * turns with the naive page; and what moves meanwhile.
 */
export async function openedByUrl(demo: Demo): Promise<Figure[]> {
  const { page, leave } = await demo.visitor('Mara Kessler');
  await page.route(`**${NAIVE_PATH}`, route =>
    route.fulfill({ contentType: 'text/html', body: naivePage(CUSTOMER) }),
  );
  const took: number[] = [];
  const naive: number[] = [];
  const shifts: number[] = [];
  for (let at = -WARM_UP; at < SAMPLES; at++) {
    const plain = await load(page, `${demo.url}${NAIVE_PATH}`);
    const ours = await load(
      page,
      `${demo.url}/catalog/default/customer/${CUSTOMER}`,
    );
    await page.waitForTimeout(SETTLE_MS);
    const shift = await page.evaluate(() => window.customer360Watched.shift);
    if (at >= 0) {
      naive.push(plain);
      took.push(ours);
      shifts.push(shift);
    }
  }
  await leave();
  return [
    atMost('browser.by-url', median(took), PROMISED_MS, 'ms, median', {
      'p95 ms': round(percentile(took, 0.95), 0),
      'naive page ms': round(median(naive), 0),
      'x naive page': round(median(took) / median(naive), 2),
      samples: SAMPLES,
    }),
    atMost(
      'browser.layout-shift',
      Math.max(...shifts),
      PROMISED_SHIFT,
      'the most of all loads',
      { median: round(median(shifts), 4) },
    ),
  ];
}

/** Milliseconds from the begin of the navigation until the six are painted. */
async function load(page: Page, url: string): Promise<number> {
  await page.goto(url);
  await page.waitForFunction(
    () => window.customer360Watched.sixAt !== undefined,
  );
  return page.evaluate(() => window.customer360Watched.sixAt!);
}

import { atMost, type Figure } from '../lib/Benchmark.ts';
import { median, percentile, round } from '../lib/stats.ts';
import type { Demo } from './Demo.ts';

const SAMPLES = 20;
const WARM_UP = 3;
const PROMISED_MS = 300;
const CUSTOMER = 'Brightwater Logistics';

/** From the click in the list until the six answers are painted. */
export async function openedFromList(demo: Demo): Promise<Figure[]> {
  const { page, leave } = await demo.visitor('Mara Kessler');
  const took: number[] = [];
  for (let at = -WARM_UP; at < SAMPLES; at++) {
    await page.goto(`${demo.url}/customers?scope=mine`);
    await page.getByRole('link', { name: CUSTOMER }).first().waitFor();
    const clickedAt = await page.evaluate(name => {
      const link = [...document.querySelectorAll('a')].find(
        ({ textContent }) => textContent === name,
      )!;
      window.customer360Watched.again();
      const now = performance.now();
      link.click();
      return now;
    }, CUSTOMER);
    await page.waitForFunction(
      () => window.customer360Watched.sixAt !== undefined,
    );
    const paintedAt = await page.evaluate(
      () => window.customer360Watched.sixAt!,
    );
    if (at >= 0) {
      took.push(paintedAt - clickedAt);
    }
  }
  await leave();
  return [
    atMost('browser.from-list', median(took), PROMISED_MS, 'ms, median', {
      'p95 ms': round(percentile(took, 0.95), 0),
      samples: SAMPLES,
    }),
  ];
}

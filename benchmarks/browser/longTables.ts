import { atMost, type Figure } from '../lib/Benchmark.ts';
import { median, round } from '../lib/stats.ts';
import type { Demo } from './Demo.ts';

const PRESSES = 20;
const PROMISED_MS = 100;
/** Ten thousand invoices, four thousand tickets. */
const HUGE = 'cus-1bccc3';

/** How long until the page shows that something was pressed, beside long tables. */
export async function longTables(demo: Demo): Promise<Figure[]> {
  const { page, leave } = await demo.visitor('Sam Okafor');
  const figures: Figure[] = [];
  for (const [tab, section] of [
    ['billing', 'Invoices'],
    ['support', 'Tickets'],
  ] as const) {
    await page.goto(`${demo.url}/catalog/default/customer/${HUGE}/${tab}`);
    const card = page.getByRole('region', { name: section, exact: true });
    const next = card.getByRole('button', { name: 'Next page' });
    await next.waitFor();
    await page.evaluate(() => {
      window.customer360Watched.presses.length = 0;
    });
    for (let press = 0; press < PRESSES; press++) {
      await next.click();
      await card.locator('[aria-busy="true"]').waitFor({ state: 'hidden' });
      await next.waitFor();
    }
    const took = await page.evaluate(() => window.customer360Watched.presses);
    // What took less than two frames is not told of.
    const all = [
      ...took,
      ...Array<number>(Math.max(0, PRESSES - took.length)).fill(16),
    ];
    figures.push(
      atMost(`browser.${tab}-press`, median(all), PROMISED_MS, 'ms, median', {
        'most ms': round(Math.max(...all), 0),
        presses: all.length,
      }),
    );
  }
  await leave();
  return figures;
}

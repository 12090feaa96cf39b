import { gzipSync } from 'node:zlib';
import { atMost, exactly, type Figure } from '../lib/Benchmark.ts';
import { round } from '../lib/stats.ts';
import type { Demo } from './Demo.ts';

const PROMISED_KB = 120;
/** A class name that every chart of the library has. */
const CHARTS = 'recharts-surface';
const SETTLE_MS = 1_500;

/**
 * What the browser has to fetch for the Overview beyond what the portal's shell
 * and the list have brought, compressed as the portal compresses.
 */
export async function ownScript(demo: Demo): Promise<Figure[]> {
  const { page, leave } = await demo.visitor('Mara Kessler');
  await page
    .getByRole('link', { name: 'Brightwater Logistics' })
    .first()
    .waitFor();
  const scripts: Array<Promise<Buffer>> = [];
  page.on('response', response => {
    if (response.request().resourceType() === 'script') {
      scripts.push(response.body());
    }
  });
  await page
    .getByRole('link', { name: 'Brightwater Logistics' })
    .first()
    .click();
  await page.waitForFunction(
    () => window.customer360Watched.sixAt !== undefined,
  );
  await page.waitForTimeout(SETTLE_MS);
  const own = await Promise.all(scripts.splice(0));
  await page.getByRole('link', { name: /^Usage/ }).click();
  await page.getByRole('region', { name: /^Activity/ }).waitFor();
  await page.waitForTimeout(SETTLE_MS);
  const later = await Promise.all(scripts);
  await leave();
  const withCharts = (chunks: readonly Buffer[]) =>
    chunks.filter(chunk => chunk.includes(CHARTS)).length;
  if (withCharts(later) === 0) {
    throw new Error('The tab with charts has brought no charts');
  }
  return [
    atMost(
      'browser.own-script',
      own.reduce((sum, chunk) => sum + gzipSync(chunk).byteLength, 0) / 1_000,
      PROMISED_KB,
      'kB compressed',
      { chunks: own.length },
    ),
    exactly(
      'browser.charts-later',
      withCharts(own),
      0,
      'chunks with charts before a tab that has some',
      {
        'kB with charts': round(
          later.reduce((sum, chunk) => sum + gzipSync(chunk).byteLength, 0) /
            1_000,
          0,
        ),
      },
    ),
  ];
}

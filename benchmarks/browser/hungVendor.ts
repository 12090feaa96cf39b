import { atMost, type Figure } from '../lib/Benchmark.ts';
import { median, round } from '../lib/stats.ts';
import type { Demo } from './Demo.ts';

const SAMPLES = 20;
const WARM_UP = 2;
const PROMISED = 1.25;

interface Entity {
  readonly metadata: { readonly name: string };
}

/**
 * Customers nobody has looked at, in turns while the help desk hangs and while it
 * does not: when the four answers that need no help desk are painted.
 */
export async function hungVendor(demo: Demo): Promise<Figure[]> {
  const sam = await demo.api('sam');
  const { json } = await sam.get(
    '/api/catalog/entities/by-query?filter=kind=customer,spec.lifecycle=active&limit=500',
  );
  const names = (json as { items: Entity[] }).items.map(
    ({ metadata }) => metadata.name,
  );
  const { page, leave } = await demo.visitor('Sam Okafor');
  const took = { well: [] as number[], hung: [] as number[] };
  for (let at = -2 * WARM_UP; at < 2 * SAMPLES; at++) {
    const kind = at % 2 === 0 ? 'well' : 'hung';
    if (kind === 'hung') {
      await demo.vendors.addFault({ vendor: 'zendesk', fault: 'hang' });
    }
    const name = names.shift();
    if (name === undefined) {
      throw new Error('There are no customers left that nobody has looked at');
    }
    await page.goto(`${demo.url}/catalog/default/customer/${name}`);
    await page.waitForFunction(
      () => window.customer360Watched.fourAt !== undefined,
    );
    const painted = await page.evaluate(
      () => window.customer360Watched.fourAt!,
    );
    await demo.vendors.clearFaults();
    if (at >= 0) {
      took[kind].push(painted);
    }
  }
  await leave();
  return [
    atMost(
      'browser.hung-vendor',
      median(took.hung) / median(took.well),
      PROMISED,
      'x without the hung vendor',
      {
        'hung ms': round(median(took.hung), 0),
        'well ms': round(median(took.well), 0),
        samples: SAMPLES,
      },
    ),
  ];
}

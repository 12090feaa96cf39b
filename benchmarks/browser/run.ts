import { parseArgs } from 'node:util';
import type { Figure } from '../lib/Benchmark.ts';
import { conclude, print } from '../lib/print.ts';
import { Demo } from './Demo.ts';
import { hungVendor } from './hungVendor.ts';
import { longTables } from './longTables.ts';
import { openedByUrl } from './openedByUrl.ts';
import { openedFromList } from './openedFromList.ts';
import { ownScript } from './ownScript.ts';

/** In this order: customers whom nobody has looked at are needed last. */
const MEASURES: Readonly<Record<string, (demo: Demo) => Promise<Figure[]>>> = {
  'own-script': ownScript,
  'from-list': openedFromList,
  'by-url': openedByUrl,
  'long-tables': longTables,
  'hung-vendor': hungVendor,
};

/** Measures the page in the browser, or what `--only` names of it. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { only: { type: 'string', multiple: true } },
  });
  const only = values.only?.flatMap(ids => ids.split(','));
  const unknown = only?.filter(id => !(id in MEASURES));
  if (unknown?.length) {
    throw new Error(
      `There is no measure ${unknown.join(', ')}; there are: ${Object.keys(
        MEASURES,
      ).join(', ')}`,
    );
  }
  const demo = await Demo.start();
  const results: Figure[] = [];
  let broken = 0;
  try {
    for (const [id, measure] of Object.entries(MEASURES)) {
      if (only && !only.includes(id)) {
        continue;
      }
      console.log(`\n${id} …`);
      try {
        const figures = await measure(demo);
        figures.forEach(print);
        results.push(...figures);
      } catch (error) {
        broken += 1;
        console.error(`${id} could not be measured:`, error);
      }
    }
  } finally {
    await demo.stop();
  }
  process.exitCode = conclude(results, broken);
}

await main();

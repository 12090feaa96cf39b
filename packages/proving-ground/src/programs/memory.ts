import { LruReadingCache } from '@customer-360/backstage-plugin-customer-360-backend/src/facets/LruReadingCache';
import { packReading } from '@customer-360/backstage-plugin-customer-360-backend/src/facets/PackedReading';
import { finishPage } from '@customer-360/backstage-plugin-customer-360-backend/src/pages/finishPage';
import { PageCache } from '@customer-360/backstage-plugin-customer-360-backend/src/pages/PageCache';
import { randomBytes } from 'node:crypto';
import { RECORDED_FACETS, recordOf } from '../portal/recordOf';

const GIGABYTE = 2 ** 30;

/**
 * Fills the caches of an instance with customers, or plain maps with the very
 * same as objects, and says what has become resident. Run with `--expose-gc`:
 * `memory.ts cached|objects <customers>`.
 */
async function main(): Promise<void> {
  const [kind, count] = process.argv.slice(2);
  const customers = Number(count);
  // Once beforehand, so that code and pools are not counted.
  const keep = [await fill(kind, 50)];
  const before = resident();
  keep.push(await fill(kind, customers));
  const after = resident();
  process.stdout.write(
    `${JSON.stringify({
      rss: after.rss - before.rss,
      held: after.heap + after.external - before.heap - before.external,
      kept: keep.length,
    })}\n`,
  );
}

async function fill(kind: string, customers: number): Promise<object> {
  const readings = new LruReadingCache({ maxBytes: GIGABYTE });
  const pages = new PageCache({ maxBytes: GIGABYTE });
  const objects = new Map<string, object>();
  for (let customer = 0; customer < customers; customer++) {
    const page: object[] = [];
    for (const [at, facet] of RECORDED_FACETS.entries()) {
      const reading = {
        data: recordOf(facet, `s${at % 4}`, `a${customer}`, 1),
        version: randomBytes(9).toString('base64url'),
        generation: 0,
        missing: [],
        truncated: false,
        fetchedAt: Date.now(),
        freshUntil: Date.now() + 1,
        usableUntil: Date.now() + 2,
      };
      const key = `${kind}-${customers}:{${customer}}:${facet}`;
      if (kind === 'cached') {
        readings.offer(key, packReading(reading));
      } else {
        objects.set(key, copy(reading));
      }
      page.push(reading.data);
    }
    if (kind === 'cached') {
      pages.set(await finishPage(`${customers}-${customer}`, page));
    } else {
      // A page made of them shares nothing with them: it is summed up anew.
      objects.set(`page-${customers}-${customer}`, copy(page));
    }
  }
  return { readings, pages, objects };
}

/** As a parsed answer is: with strings of its own. */
function copy<T>(value: T): T {
  return JSON.parse(JSON.stringify(value));
}

function resident() {
  for (let i = 0; i < 4; i++) {
    globalThis.gc?.();
  }
  const { rss, heapUsed, external } = process.memoryUsage();
  return { rss, heap: heapUsed, external };
}

main().catch(error => {
  process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
  process.exit(1);
});

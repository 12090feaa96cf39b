import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { fileURLToPath } from 'node:url';
import { startPortal } from './portal/startPortal.ts';
import { untilStocked } from './portal/untilStocked.ts';

const TESTS = fileURLToPath(new URL('./tests', import.meta.url));

/** Runs all browser tests against one demo and says last how it went. */
async function main(): Promise<void> {
  const wanted = process.argv.slice(2);
  const files = (await readdir(TESTS))
    .filter(file => file.endsWith('.test.ts'))
    .filter(file => wanted.length === 0 || wanted.some(it => file.includes(it)))
    .sort()
    .map(file => join(TESTS, file));
  const portal = await startPortal();
  const counts = { passed: 0, failed: 0, skipped: 0 };
  try {
    await untilStocked(portal.url, portal.control);
    // The test files are processes of their own and inherit these.
    process.env.CUSTOMER_360_E2E_PORTAL = portal.url;
    process.env.CUSTOMER_360_E2E_SANDBOX_CONTROL = portal.control;
    process.env.CUSTOMER_360_E2E_DATA_DIR = portal.data;
    const stream = run({ files, concurrency: 1 });
    const isTest = (data: { nesting: number; details: { type?: string } }) =>
      data.details.type !== 'suite';
    stream.on('test:pass', data => {
      if (isTest(data)) {
        counts[data.skip || data.todo ? 'skipped' : 'passed'] += 1;
      }
    });
    stream.on('test:fail', data => {
      if (isTest(data)) {
        counts.failed += 1;
      }
    });
    await new Promise<void>((resolve, reject) => {
      stream.on('end', resolve);
      stream.on('error', reject);
      stream.compose(new spec()).pipe(process.stdout);
    });
  } finally {
    await portal.stop();
  }
  if (counts.passed + counts.failed === 0) {
    counts.failed = 1;
    console.error('No browser test ran.');
  }
  process.exitCode = counts.failed > 0 ? 1 : 0;
  console.log(
    `${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`,
  );
}

await main();

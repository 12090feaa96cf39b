import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { fileURLToPath } from 'node:url';

const TESTS = fileURLToPath(new URL('./tests', import.meta.url));
/** What hangs has failed. */
const FILE_LIMIT_MS = 15 * 60_000;

/** Runs the canaries, or the files named, and says last how it went. */
async function main(): Promise<void> {
  const wanted = process.argv.slice(2);
  const files = (await readdir(TESTS))
    .filter(file => file.endsWith('.test.ts'))
    .filter(file => wanted.length === 0 || wanted.some(it => file.includes(it)))
    .sort()
    .map(file => join(TESTS, file));
  const counts = { passed: 0, failed: 0, skipped: 0 };
  const stream = run({ files, concurrency: 1, timeout: FILE_LIMIT_MS });
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
  if (counts.passed + counts.failed === 0) {
    counts.failed = 1;
    console.error('No canary was heard or missed: no file of that name.');
  }
  process.exitCode = counts.failed > 0 ? 1 : 0;
  console.log(
    `${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`,
  );
}

await main();

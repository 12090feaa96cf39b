import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from 'node:test';
import { spec as SpecReporter } from 'node:test/reporters';

export interface TestRunOptions {
  /** Folder of the files, `*.test.ts`. */
  readonly directory: string;
  /** Words of the files wanted; all of them without any. */
  readonly words: readonly string[];
  /** What is said when there is no such file, or no test in it. */
  readonly nothingRan: string;
  /** What hangs for so long has failed. */
  readonly fileLimitMs?: number;
  /** Starts what the files share, and gives what stops it. */
  readonly start?: () => Promise<() => Promise<void>>;
}

interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

/**
 * Runs test files one after the other, each a process of its own, and says last
 * how many tests passed. The process ends with 1 when one failed or none ran.
 */
export async function runTests(options: TestRunOptions): Promise<void> {
  const { directory, words } = options;
  const files = (await readdir(directory))
    .filter(file => file.endsWith('.test.ts'))
    .filter(file => words.length === 0 || words.some(it => file.includes(it)))
    .sort()
    .map(file => join(directory, file));
  const counts = { passed: 0, failed: 0, skipped: 0 };
  if (files.length > 0) {
    const stop = await options.start?.();
    try {
      await runFiles(files, options.fileLimitMs, counts);
    } finally {
      await stop?.();
    }
  }
  if (counts.passed + counts.failed === 0) {
    counts.failed = 1;
    console.error(options.nothingRan);
  }
  process.exitCode = counts.failed > 0 ? 1 : 0;
  console.log(
    `${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`,
  );
}

async function runFiles(
  files: readonly string[],
  timeout: number | undefined,
  counts: Counts,
): Promise<void> {
  const stream = run({ files: [...files], concurrency: 1, timeout });
  const isTest = (data: { details: { type?: string } }) =>
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
    stream.compose(new SpecReporter()).pipe(process.stdout);
  });
}

import { mkdir, writeFile } from 'node:fs/promises';
import { cpus, release, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { benchmarks } from './cases/index.ts';
import type { Figure } from './lib/Benchmark.ts';
import { Ground } from './lib/Ground.ts';
import { conclude, print } from './lib/print.ts';
import { round } from './lib/stats.ts';

const RESULTS = fileURLToPath(new URL('./results/', import.meta.url));

/** Measures everything, or what `--only` names, prints a table and keeps it. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { only: { type: 'string', multiple: true } },
  });
  const only = values.only?.flatMap(ids => ids.split(','));
  const unknown = only?.filter(id => !benchmarks.some(it => it.id === id));
  if (unknown?.length) {
    throw new Error(
      `There is no benchmark ${unknown.join(', ')}; there are: ${benchmarks
        .map(({ id }) => id)
        .join(', ')}`,
    );
  }
  const results: Figure[] = [];
  let broken = 0;
  for (const benchmark of benchmarks) {
    if (only ? !only.includes(benchmark.id) : benchmark.onlyByName) {
      continue;
    }
    console.log(`\n${benchmark.title} …`);
    const ground = new Ground();
    try {
      const figures = await benchmark.run(ground);
      figures.forEach(print);
      results.push(...figures);
    } catch (error) {
      broken += 1;
      console.error(`${benchmark.id} could not be measured:`, error);
    } finally {
      await ground.end();
    }
  }
  await mkdir(RESULTS, { recursive: true });
  await writeFile(
    `${RESULTS}latest.json`,
    `${JSON.stringify({ machine: machine(), results }, null, 2)}\n`,
  );
  process.exitCode = conclude(results, broken);
}

function machine() {
  return {
    at: new Date().toISOString(),
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    memoryGiB: round(totalmem() / 2 ** 30, 1),
    kernel: release(),
    node: process.version,
  };
}

await main();

import { addCounts, formatCounts, noCounts, type Counts } from './Counts.ts';
import type { Stage, StageContext } from './Stage.ts';

/**
 * Runs all stages, also after one has failed, so that one run tells all. The
 * last line that is printed is the sum.
 *
 * @returns The sum. A stage that could not run, or had nothing to run, counts
 * as one failure.
 * @internal
 */
export async function runStages(
  stages: readonly Stage[],
  context: StageContext,
  say: (line: string) => void,
): Promise<Counts> {
  const lines: string[] = [];
  let sum = noCounts;
  for (const stage of stages) {
    say(`\n=== ${stage.title} (${stage.id})`);
    const started = performance.now();
    const { counts, problem } = await runStage(stage, context);
    const seconds = Math.round((performance.now() - started) / 1000);
    const line = `${stage.title}: ${formatCounts(counts)} in ${seconds} s${
      problem === undefined ? '' : `: ${problem}`
    }`;
    say(`--- ${line}`);
    lines.push(`${counts.failed > 0 ? 'FAILED' : '    ok'}  ${line}`);
    sum = addCounts(sum, counts);
  }
  say(`\n=== All stages`);
  for (const line of lines) {
    say(line);
  }
  say(`\n${formatCounts(sum)}`);
  return sum;
}

async function runStage(
  stage: Stage,
  context: StageContext,
): Promise<{ counts: Counts; problem?: string }> {
  const oneFailure = { ...noCounts, failed: 1 };
  try {
    const counts = await stage.run(context);
    return counts.passed + counts.failed === 0
      ? {
          counts: { ...counts, failed: 1 },
          problem: 'there was nothing to run, which proves nothing',
        }
      : { counts };
  } catch (error) {
    return {
      counts: oneFailure,
      problem: error instanceof Error ? error.message : String(error),
    };
  }
}

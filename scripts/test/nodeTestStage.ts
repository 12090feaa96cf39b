import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Counts } from './Counts.ts';
import { runCommand } from './runCommand.ts';
import type { Stage } from './Stage.ts';

/**
 * A stage of Node's own test runner.
 *
 * @internal
 */
export function nodeTestStage(options: {
  id: string;
  title: string;
  files: readonly string[];
}): Stage {
  const { id, title, files } = options;
  return {
    id,
    title,
    async run({ root, env }) {
      const scratch = await mkdtemp(join(tmpdir(), 'customer-360-tests-'));
      const report = join(scratch, 'report.tap');
      try {
        const { exitCode } = await runCommand(
          'node',
          [
            '--test',
            '--test-reporter=spec',
            '--test-reporter-destination=stdout',
            '--test-reporter=tap',
            `--test-reporter-destination=${report}`,
            ...files,
          ],
          { cwd: root, env },
        );
        const counts = countTapReport(await readFile(report, 'utf8'));
        return exitCode === 0 || counts.failed > 0
          ? counts
          : { ...counts, failed: 1 };
      } finally {
        await rm(scratch, { recursive: true, force: true });
      }
    },
  };
}

/**
 * Reads the totals that Node's test runner puts at the end of a TAP report.
 *
 * @internal
 */
export function countTapReport(report: string): Counts {
  const total = (name: string) =>
    Number(new RegExp(`^# ${name} (\\d+)$`, 'm').exec(report)?.[1] ?? 0);
  return {
    passed: total('pass'),
    failed: total('fail') + total('cancelled'),
    skipped: total('skipped') + total('todo'),
  };
}

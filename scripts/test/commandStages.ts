import { noCounts, parseCounts, type Counts } from './Counts.ts';
import { runCommand } from './runCommand.ts';
import type { Stage } from './Stage.ts';

/**
 * A stage of commands that pass or fail as a whole: each counts as one check.
 *
 * @internal
 */
export function checkStage(options: {
  id: string;
  title: string;
  commands: readonly (readonly [string, ...string[]])[];
}): Stage {
  const { id, title, commands } = options;
  return {
    id,
    title,
    async run(context) {
      let { passed, failed }: Counts = noCounts;
      for (const [command, ...args] of commands) {
        const { exitCode } = await runCommand(command, args, {
          cwd: context.root,
          env: context.env,
        });
        if (exitCode === 0) {
          passed += 1;
        } else {
          failed += 1;
        }
      }
      return { passed, failed, skipped: 0 };
    },
  };
}

/**
 * A stage of one command that says last how much has passed.
 *
 * @internal
 */
export function countingStage(options: {
  id: string;
  title: string;
  command: readonly [string, ...string[]];
}): Stage {
  const { id, title } = options;
  const [command, ...args] = options.command;
  return {
    id,
    title,
    async run(context) {
      const { exitCode, output } = await runCommand(command, args, {
        cwd: context.root,
        env: context.env,
      });
      const counts = parseCounts(output);
      if (counts === undefined) {
        throw new Error(
          `it ended without saying last "N passed, N failed, N skipped" (exit code ${
            exitCode ?? 'none'
          })`,
        );
      }
      return exitCode === 0 || counts.failed > 0
        ? counts
        : { ...counts, failed: 1 };
    },
  };
}

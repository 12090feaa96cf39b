import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { countJestReport, type JestReport } from './JestReport.ts';
import { runCommand } from './runCommand.ts';
import { checkServices } from './services.ts';
import type { Stage } from './Stage.ts';

/**
 * The tests of all packages, and whether those that need a service of the
 * environment have had it.
 *
 * @internal
 */
export const jestStage: Stage = {
  id: 'unit',
  title: 'Unit and integration tests',
  async run({ root, env }) {
    const scratch = await mkdtemp(join(tmpdir(), 'customer-360-tests-'));
    const reportPath = join(scratch, 'report.json');
    try {
      const { exitCode } = await runCommand(
        'backstage-cli',
        [
          'repo',
          'test',
          // Without it jest watches, and runs what has changed since a commit.
          '--no-watch',
          '--ci',
          '--maxWorkers=2',
          '--json',
          `--outputFile=${reportPath}`,
        ],
        { cwd: root, env: { ...env, BACKSTAGE_TEST_DISABLE_DOCKER: '1' } },
      );
      const report: JestReport = JSON.parse(await readFile(reportPath, 'utf8'));
      const findings = checkServices(report, env);
      for (const { ok, sentence } of findings) {
        console.log(ok ? sentence : `FAILED  ${sentence}`);
      }
      const counts = countJestReport(report);
      const missing = findings.filter(({ ok }) => !ok).length;
      const failed = counts.failed + missing;
      return {
        ...counts,
        failed: exitCode === 0 || failed > 0 ? failed : 1,
      };
    } finally {
      await rm(scratch, { recursive: true, force: true });
    }
  },
};

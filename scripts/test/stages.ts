import { fileURLToPath } from 'node:url';
import { yarnPath } from '../launch/yarn.mjs';
import { auditStage } from './audit/auditStage.ts';
import { checkStage, countingStage } from './commandStages.ts';
import { jestStage } from './jestStage.ts';
import { nodeTestStage } from './nodeTestStage.ts';
import type { Stage } from './Stage.ts';

const yarn = yarnPath(fileURLToPath(new URL('../..', import.meta.url)));

/**
 * All of `npm test`, the quick ones first.
 *
 * @internal
 */
export const stages: readonly Stage[] = [
  checkStage({
    id: 'format',
    title: 'Formatting',
    commands: [['prettier', '--check', '--loglevel=warn', '.']],
  }),
  checkStage({
    id: 'lint',
    title: 'Lint',
    commands: [['backstage-cli', 'repo', 'lint']],
  }),
  checkStage({
    id: 'tsc',
    title: 'Types',
    commands: [
      ['tsc'],
      ['tsc', '--project', 'scripts'],
      ['tsc', '--project', 'e2e'],
      ['tsc', '--project', 'benchmarks'],
      ['tsc', '--project', 'faults'],
      ['tsc', '--project', 'canaries'],
    ],
  }),
  auditStage,
  nodeTestStage({
    id: 'launcher',
    title: 'Launcher tests',
    files: ['scripts/**/*.test.{mjs,ts}'],
  }),
  jestStage,
  countingStage({
    id: 'contract',
    title: "Contract with the vendors' descriptions",
    command: ['node', yarn, 'contract'],
  }),
  countingStage({
    id: 'canaries',
    title: 'Canaries in the vendors, listened for by everybody',
    command: ['node', yarn, 'canaries'],
  }),
  countingStage({
    id: 'e2e',
    title: 'Browser tests',
    command: ['node', yarn, 'e2e'],
  }),
];

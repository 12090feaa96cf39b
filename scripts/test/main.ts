import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runStages } from './runStages.ts';
import { selectStages } from './selectStages.ts';
import type { Stage } from './Stage.ts';
import { stages } from './stages.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

function readSelection(): readonly Stage[] {
  try {
    return selectStages(stages, process.argv.slice(2));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(2);
  }
}

const sum = await runStages(
  readSelection(),
  {
    root,
    env: {
      ...process.env,
      PATH: [join(root, 'node_modules', '.bin'), process.env.PATH].join(
        delimiter,
      ),
    },
  },
  line => console.log(line),
);
process.exitCode = sum.failed > 0 ? 1 : 0;

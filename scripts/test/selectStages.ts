import { parseArgs } from 'node:util';
import type { Stage } from './Stage.ts';

/**
 * The stages that `--only unit,e2e` names, or all.
 *
 * @throws Error that names what is not known.
 * @internal
 */
export function selectStages(
  stages: readonly Stage[],
  args: readonly string[],
): readonly Stage[] {
  const { values } = parseArgs({
    args: [...args],
    options: { only: { type: 'string' } },
  });
  if (values.only === undefined) {
    return stages;
  }
  const wanted = values.only.split(',').map(id => id.trim());
  const unknown = wanted.filter(id => !stages.some(stage => stage.id === id));
  if (unknown.length > 0) {
    throw new Error(
      `There is no stage ${unknown.join(', ')}: there are ${stages
        .map(stage => stage.id)
        .join(', ')}.`,
    );
  }
  return stages.filter(stage => wanted.includes(stage.id));
}

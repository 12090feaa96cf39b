import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * The folder that holds `backstage.json`, from wherever inside it this runs.
 *
 * @throws Error outside of the project
 */
export function projectRoot(from: string = process.cwd()): string {
  if (existsSync(join(from, 'backstage.json'))) {
    return from;
  }
  const parent = dirname(from);
  if (parent === from) {
    throw new Error(
      'There is no backstage.json above: run this in the project',
    );
  }
  return projectRoot(parent);
}

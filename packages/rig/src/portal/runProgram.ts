import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const ROOT = fileURLToPath(new URL('../../../..', import.meta.url));

/**
 * Runs a program of the proving ground to its end.
 *
 * @returns what its last line of output says, as JSON
 */
export async function runProgram<T>(
  name: string,
  args: readonly string[] = [],
): Promise<T> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [
      '--expose-gc',
      '--require',
      `${ROOT}node_modules/@backstage/cli/config/nodeTransform.cjs`,
      `${ROOT}packages/proving-ground/src/programs/${name}.ts`,
      ...args,
    ],
    { cwd: ROOT, maxBuffer: 16 * 1024 * 1024 },
  );
  return JSON.parse(stdout.trim().split('\n').at(-1)!) as T;
}

import { join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LogFile } from './LogFile.mjs';

const repository = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Where a launch works and what the person has set.
 *
 * @typedef {object} Workspace
 * @property {string} root The repository, absolute.
 * @property {NodeJS.ProcessEnv} env
 * @property {string} dataDir Where the demo keeps its state, absolute.
 * @property {(name: string) => LogFile} log The log of one step or child.
 * @property {(line: string) => void} say Tells the person.
 */

/**
 * @param {object} [options]
 * @param {string} [options.root]
 * @param {NodeJS.ProcessEnv} [options.env]
 * @param {(line: string) => void} [options.say]
 * @returns {Workspace}
 */
export function openWorkspace({
  root = repository,
  env = process.env,
  say = line => console.log(line),
} = {}) {
  const dataDir = resolve(root, env.CUSTOMER_360_DATA_DIR || '.data');
  return {
    root,
    env,
    dataDir,
    log: name => {
      const path = join(dataDir, 'logs', `${name}.log`);
      return new LogFile({ path, name: relative(root, path) });
    },
    say,
  };
}

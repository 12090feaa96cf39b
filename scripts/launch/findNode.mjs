import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { LaunchError } from './LaunchError.mjs';
import { nodePackages } from './nodePackages.mjs';

/**
 * A Node that can run everything here.
 *
 * @typedef {object} UsableNode
 * @property {string} path
 * @property {string} version Without the `v`.
 */

/**
 * Whether a Node runs TypeScript files as they are and suits all dependencies:
 * 22 from 22.20 on, and 24.
 *
 * @param {string} version
 */
export function isUsableVersion(version) {
  const [major, minor] = version.split('.').map(Number);
  return major === 24 || (major === 22 && minor >= 20);
}

/**
 * Looks for a usable Node: the one that is named in the environment, the one
 * that runs this, the one installed here before, and those of the machine.
 *
 * @param {Pick<import('./openWorkspace.mjs').Workspace, 'root' | 'env'>} workspace
 * @param {{ running?: string }} [options]
 * @returns {UsableNode | undefined}
 */
export function findNode({ root, env }, { running = process.execPath } = {}) {
  const named = env.CUSTOMER_360_NODE;
  if (named) {
    const node = readNode(named);
    if (!node) {
      throw new LaunchError({
        cause: `CUSTOMER_360_NODE names ${named}, which is not a Node 22.20 or newer 22, or a Node 24`,
        mend: 'name such a Node there, or unset it to have one found or installed',
      });
    }
    return node;
  }
  for (const path of [running, ...nodeCandidates(root, env)]) {
    const node = readNode(path);
    if (node) {
      return node;
    }
  }
  return undefined;
}

/**
 * The binary that an install into the repository leaves there.
 *
 * @param {string} root
 * @param {string} packageName
 */
export function installedNodePath(root, packageName) {
  return join(root, '.node', 'node_modules', packageName, 'bin', 'node');
}

/**
 * @param {string} root
 * @param {NodeJS.ProcessEnv} env
 */
function* nodeCandidates(root, env) {
  const here = nodePackages[`${process.platform}-${process.arch}`];
  if (here) {
    yield installedNodePath(root, here.name);
  }
  for (const directory of (env.PATH ?? '').split(delimiter)) {
    if (directory !== '') {
      yield join(directory, 'node');
    }
  }
  if (env.HOME) {
    yield* nvmNodes(env.NVM_DIR || join(env.HOME, '.nvm'));
  }
  for (const formula of ['node@24', 'node@22']) {
    yield join('/opt/homebrew/opt', formula, 'bin/node');
  }
}

/** @param {string} nvm */
function* nvmNodes(nvm) {
  const versions = join(nvm, 'versions', 'node');
  if (existsSync(versions)) {
    for (const version of readdirSync(versions).sort().reverse()) {
      yield join(versions, version, 'bin', 'node');
    }
  }
}

/**
 * @param {string} path
 * @returns {UsableNode | undefined} Undefined where there is none that is usable.
 */
export function readNode(path) {
  if (!existsSync(path)) {
    return undefined;
  }
  let version;
  try {
    version = execFileSync(path, ['--version'], {
      encoding: 'utf8',
      timeout: 10_000,
      stdio: ['ignore', 'pipe', 'ignore'],
    })
      .trim()
      .replace(/^v/, '');
  } catch {
    return undefined;
  }
  return isUsableVersion(version) ? { path, version } : undefined;
}

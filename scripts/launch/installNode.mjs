import { mkdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { installedNodePath, readNode } from './findNode.mjs';
import { LaunchError } from './LaunchError.mjs';
import { nodePackages } from './nodePackages.mjs';
import { runLogged } from './runLogged.mjs';

/**
 * Installs a Node from npm into `.node/`, for this repository alone.
 *
 * @param {import('./openWorkspace.mjs').Workspace} workspace
 * @param {import('./ProcessGroups.mjs').ProcessGroups} groups
 * @param {object} [options]
 * @param {string} [options.platform]
 * @returns {Promise<import('./findNode.mjs').UsableNode>}
 */
export async function installNode(
  workspace,
  groups,
  { platform = `${process.platform}-${process.arch}` } = {},
) {
  const { root, env, say } = workspace;
  const wanted = nodePackages[platform];
  if (!wanted) {
    throw new LaunchError({
      cause: `There is no Node on npm for this machine (${platform}; there is for ${Object.keys(
        nodePackages,
      ).join(', ')})`,
      mend: 'install Node 24 yourself and start again with it on the PATH, on Windows inside WSL',
    });
  }

  say(`Installing Node ${wanted.version} from npm into .node/ …`);
  const directory = join(root, '.node');
  // npm takes what an interrupted install left behind for installed.
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { recursive: true });
  const log = workspace.log('install-node');
  const npm = npmCommand(env);
  const installed = await runLogged(groups, {
    command: npm.command,
    args: [
      ...npm.args,
      'install',
      `${wanted.name}@${wanted.version}`,
      `--prefix=${directory}`,
      '--no-save',
      '--no-package-lock',
      '--ignore-scripts',
      '--no-audit',
      '--no-fund',
      '--loglevel=error',
    ],
    cwd: directory,
    env,
    log,
  });
  if (!installed) {
    throw new LaunchError({
      cause: `npm could not install ${wanted.name}@${wanted.version}`,
      mend: 'make sure that this machine reaches its npm registry and start again, or install Node 24 yourself',
      log,
    });
  }
  const path = installedNodePath(root, wanted.name);
  const node = readNode(path);
  if (!node) {
    throw new LaunchError({
      cause: `The Node that npm installed at ${path} does not run on this machine`,
      mend: 'install Node 24 the way your system does (on Alpine: apk add nodejs) and start again',
    });
  }
  return node;
}

/**
 * The npm that runs this, by the Node that runs it; else the one on the PATH.
 *
 * @param {NodeJS.ProcessEnv} env
 */
function npmCommand(env) {
  const running = env.npm_execpath;
  return running && basename(running) === 'npm-cli.js'
    ? { command: process.execPath, args: [running] }
    : { command: 'npm', args: [] };
}

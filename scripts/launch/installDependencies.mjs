import { join } from 'node:path';
import { LaunchError } from './LaunchError.mjs';
import { runLogged } from './runLogged.mjs';
import { digestOf, Stamp } from './Stamp.mjs';
import { workspaceFiles } from './workspaceFiles.mjs';
import { yarnPath } from './yarn.mjs';

/**
 * Installs what `yarn.lock` says, unless exactly that is installed.
 *
 * @param {import('./openWorkspace.mjs').Workspace} workspace
 * @param {import('./ProcessGroups.mjs').ProcessGroups} groups
 * @param {object} options
 * @param {import('./findNode.mjs').UsableNode} options.node
 * @param {NodeJS.ProcessEnv} options.env
 */
export async function installDependencies(workspace, groups, { node, env }) {
  const { root, say } = workspace;
  const stamp = new Stamp(join(root, 'node_modules', '.customer-360-install'));
  const digest = digestOf(root, {
    words: [node.version],
    paths: [
      'yarn.lock',
      '.yarnrc.yml',
      ...workspaceFiles(root, 'package.json'),
    ],
  });
  if (stamp.matches(digest)) {
    return;
  }

  say('Installing dependencies, the first time about two minutes …');
  stamp.remove();
  const log = workspace.log('install');
  const installed = await runLogged(groups, {
    command: node.path,
    args: [yarnPath(root), 'install', '--immutable'],
    cwd: root,
    env,
    log,
  });
  if (!installed) {
    throw new LaunchError({
      cause: 'The dependencies could not be installed',
      mend: 'make sure that this machine reaches its npm registry and that yarn.lock fits the package.json files (yarn install mends it), then start again',
      log,
    });
  }
  stamp.write(digest);
}

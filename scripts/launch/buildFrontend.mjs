import { join } from 'node:path';
import { LaunchError } from './LaunchError.mjs';
import { runLogged } from './runLogged.mjs';
import { digestOf, Stamp } from './Stamp.mjs';
import { workspaceFiles } from './workspaceFiles.mjs';
import { yarnPath } from './yarn.mjs';

/**
 * Builds the portal's frontend, unless it stands built from the same sources.
 *
 * @param {import('./openWorkspace.mjs').Workspace} workspace
 * @param {import('./ProcessGroups.mjs').ProcessGroups} groups
 * @param {object} options
 * @param {import('./findNode.mjs').UsableNode} options.node
 * @param {NodeJS.ProcessEnv} options.env
 */
export async function buildFrontend(workspace, groups, { node, env }) {
  const { root, say } = workspace;
  const stamp = new Stamp(
    join(root, 'packages', 'app', 'dist', '.customer-360-build'),
  );
  const digest = digestOf(root, {
    paths: [
      'yarn.lock',
      'packages/app/src',
      'packages/app/public',
      'plugins/customer-360/src',
      'plugins/customer-360-common/src',
      ...workspaceFiles(root, 'package.json'),
      // Which settings the browser may see is written into the bundle.
      ...workspaceFiles(root, 'config.d.ts'),
    ],
  });
  if (stamp.matches(digest)) {
    return;
  }

  say('Building the frontend, about a minute …');
  stamp.remove();
  const log = workspace.log('frontend-build');
  const built = await runLogged(groups, {
    command: node.path,
    args: [yarnPath(root), 'workspace', 'app', 'build'],
    cwd: root,
    env: { ...env, NODE_ENV: 'production' },
    log,
  });
  if (!built) {
    throw new LaunchError({
      cause: 'The frontend could not be built',
      mend: 'mend what the last lines name and start again',
      log,
    });
  }
  stamp.write(digest);
}

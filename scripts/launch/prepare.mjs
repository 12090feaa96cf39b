import { childEnv } from './childEnv.mjs';
import { findNode } from './findNode.mjs';
import { installDependencies } from './installDependencies.mjs';
import { installNode } from './installNode.mjs';

/**
 * Takes the machine to where everything here can run: a Node, and with it all
 * dependencies.
 *
 * @param {import('./openWorkspace.mjs').Workspace} workspace
 * @param {import('./ProcessGroups.mjs').ProcessGroups} groups
 */
export async function prepare(workspace, groups) {
  const node = findNode(workspace) ?? (await installNode(workspace, groups));
  const env = childEnv(workspace.env, node);
  await installDependencies(workspace, groups, { node, env });
  return { node, env };
}

import { prepare } from './prepare.mjs';

/**
 * `npm test`: hands over to the stages of `scripts/test/`, which are written
 * for the Node that is there by then.
 *
 * @param {import('./openWorkspace.mjs').Workspace} workspace
 * @param {import('./superviseRun.mjs').Run} run
 * @param {string[]} options
 * @returns {Promise<number>}
 */
export async function startTests(workspace, { groups }, options) {
  const { node, env } = await prepare(workspace, groups);
  const child = groups.start({
    command: node.path,
    args: ['scripts/test/main.ts', ...options],
    cwd: workspace.root,
    env,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const { code } = await child.exited;
  await child.end();
  return code ?? 1;
}

import { join, relative } from 'node:path';
import { buildFrontend } from './buildFrontend.mjs';
import { demoServices } from './demoServices.mjs';
import { readPorts, requireFreePorts } from './ports.mjs';
import { prepare } from './prepare.mjs';
import { runServices } from './runServices.mjs';

/**
 * `npm start`: the portal with its sandbox vendors, until it is stopped.
 *
 * @param {import('./openWorkspace.mjs').Workspace} workspace
 * @param {import('./superviseRun.mjs').Run} run
 * @param {object} [parts] What a test may put in the place of the real ones.
 * @param {typeof prepare} parts.prepare
 * @param {typeof buildFrontend} parts.buildFrontend
 * @param {typeof demoServices} parts.demoServices
 * @returns {Promise<number>} Never resolves while all goes well.
 */
export async function startDemo(
  workspace,
  { groups },
  parts = { prepare, buildFrontend, demoServices },
) {
  const ports = readPorts(workspace.env);
  await requireFreePorts(ports);
  const { node, env } = await parts.prepare(workspace, groups);
  await parts.buildFrontend(workspace, groups, { node, env });
  const services = parts.demoServices(workspace, { node, env, ports });
  const { failed } = await runServices(workspace, groups, services);
  const logs = relative(workspace.root, join(workspace.dataDir, 'logs'));
  workspace.say(
    [
      '',
      `Customer 360 is running at http://localhost:${ports.portal}`,
      `Stop it with Ctrl+C. Logs are in ${logs}.`,
      '',
    ].join('\n'),
  );
  return failed;
}

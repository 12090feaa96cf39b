import { openWorkspace } from '../openWorkspace.mjs';
import { ProcessGroups } from '../ProcessGroups.mjs';

/**
 * What the steps of a launch are given, for a folder that stands in for the
 * repository.
 *
 * @param {import('node:test').TestContext} test
 * @param {string} root
 * @param {NodeJS.ProcessEnv} [env]
 */
export function launchInFolder(test, root, env = process.env) {
  const groups = new ProcessGroups({ graceMs: 200 });
  test.after(() => groups.endAll());
  /** @type {string[]} */
  const said = [];
  const workspace = openWorkspace({
    root,
    env: { ...env, CUSTOMER_360_DATA_DIR: '' },
    say: line => said.push(line),
  });
  return { workspace, groups, said };
}

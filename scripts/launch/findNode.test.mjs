import assert from 'node:assert/strict';
import test from 'node:test';
import { findNode, installedNodePath, isUsableVersion } from './findNode.mjs';
import { LaunchError } from './LaunchError.mjs';
import { nodePackages } from './nodePackages.mjs';
import { temporaryFolder } from './testing/temporaryFolder.mjs';

test('22 from 22.20 on, and 24, are usable; nothing else is', () => {
  for (const version of ['22.20.0', '22.23.2', '24.0.0', '24.21.0']) {
    assert.equal(isUsableVersion(version), true, version);
  }
  for (const version of [
    '18.20.8',
    '20.20.2',
    '22.19.0',
    '23.11.0',
    '26.0.0',
  ]) {
    assert.equal(isUsableVersion(version), false, version);
  }
});

test('the running Node is taken where it is usable', t => {
  const folder = temporaryFolder(t);
  const running = folder.writeProgram('running', 'echo v24.1.0');
  assert.deepEqual(findNode({ root: folder.path, env: {} }, { running }), {
    path: running,
    version: '24.1.0',
  });
});

test('else the one in .node, else one on the PATH', t => {
  const folder = temporaryFolder(t);
  const running = folder.writeProgram('running', 'echo v20.0.0');
  folder.writeProgram('old/node', 'echo v18.0.0');
  const onPath = folder.writeProgram('bin/node', 'echo v22.20.1');
  const env = { PATH: `${folder.path}/old:${folder.path}/bin` };
  const workspace = { root: folder.path, env };
  assert.equal(findNode(workspace, { running })?.path, onPath);

  const here = nodePackages[`${process.platform}-${process.arch}`];
  const installed = folder.writeProgram(
    installedNodePath('', here.name),
    'echo v24.2.0',
  );
  assert.equal(findNode(workspace, { running })?.path, installed);
});

test('else one that nvm has, the newest first', t => {
  const folder = temporaryFolder(t);
  const running = folder.writeProgram('running', 'echo v20.0.0');
  folder.writeProgram('nvm/versions/node/v22.20.0/bin/node', 'echo v22.20.0');
  const newest = folder.writeProgram(
    'nvm/versions/node/v24.3.0/bin/node',
    'echo v24.3.0',
  );
  const env = { HOME: folder.path, NVM_DIR: `${folder.path}/nvm` };
  assert.equal(findNode({ root: folder.path, env }, { running })?.path, newest);
});

test('one that does not run is passed over', t => {
  const folder = temporaryFolder(t);
  const running = folder.writeProgram('running', 'exit 1');
  const onPath = folder.writeProgram('bin/node', 'echo v24.0.0');
  const env = { PATH: `${folder.path}/bin` };
  assert.equal(findNode({ root: folder.path, env }, { running })?.path, onPath);
});

test('CUSTOMER_360_NODE wins, and is refused where it is unusable', t => {
  const folder = temporaryFolder(t);
  const named = folder.writeProgram('named', 'echo v22.22.0');
  const old = folder.writeProgram('old', 'echo v20.0.0');
  const root = folder.path;
  assert.equal(
    findNode({ root, env: { CUSTOMER_360_NODE: named } })?.path,
    named,
  );
  assert.throws(
    () => findNode({ root, env: { CUSTOMER_360_NODE: old } }),
    error =>
      error instanceof LaunchError &&
      /CUSTOMER_360_NODE names .*old, which is not/.test(error.message),
  );
});

import assert from 'node:assert/strict';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import test from 'node:test';
import { installDependencies } from './installDependencies.mjs';
import { LaunchError } from './LaunchError.mjs';
import { launchInFolder } from './testing/launchInFolder.mjs';
import { temporaryFolder } from './testing/temporaryFolder.mjs';

const node = { path: process.execPath, version: '24.0.0' };

/** @param {import('node:test').TestContext} t */
function workspaceWithStubYarn(t) {
  const folder = temporaryFolder(t);
  folder.write('.yarnrc.yml', 'nodeLinker: node-modules\nyarnPath: yarn.cjs\n');
  folder.write('yarn.lock', 'one');
  folder.write('package.json', '{}');
  folder.write('plugins/a/package.json', '{}');
  folder.write(
    'yarn.cjs',
    `const fs = require('fs');
     fs.mkdirSync('node_modules', { recursive: true });
     fs.appendFileSync('runs', process.argv.slice(2).join(' ') + ';');
     if (fs.existsSync('broken')) { console.log('YN0035: no such package'); process.exit(1); }`,
  );
  const { workspace, groups } = launchInFolder(t, folder.path);
  return {
    folder,
    stamp: `${folder.path}/node_modules/.customer-360-install`,
    runs: () => readFileSync(`${folder.path}/runs`, 'utf8'),
    install: (used = node) =>
      installDependencies(workspace, groups, { node: used, env: process.env }),
  };
}

test('installs immutably, and once as long as nothing changes', async t => {
  const { install, runs } = workspaceWithStubYarn(t);
  await install();
  await install();
  assert.equal(runs(), 'install --immutable;');
});

test('installs again after a change of lock, settings, package or Node', async t => {
  const { install, runs, folder } = workspaceWithStubYarn(t);
  await install();
  folder.write('yarn.lock', 'two');
  await install();
  folder.write('plugins/a/package.json', '{"dependencies":{}}');
  await install();
  folder.write('.yarnrc.yml', 'yarnPath: yarn.cjs\n');
  await install();
  await install({ ...node, version: '24.0.1' });
  assert.equal(runs(), 'install --immutable;'.repeat(5));
});

test('installs again when node_modules is gone', async t => {
  const { install, runs, folder } = workspaceWithStubYarn(t);
  await install();
  rmSync(`${folder.path}/node_modules`, { recursive: true });
  await install();
  assert.equal(runs(), 'install --immutable;'.repeat(2));
});

test('a failed install says why, and is no half install the next time', async t => {
  const { install, folder, stamp } = workspaceWithStubYarn(t);
  await install();
  folder.write('broken', '');
  folder.write('yarn.lock', 'two');
  await assert.rejects(install(), error => {
    assert.ok(error instanceof LaunchError);
    assert.match(
      error.describe(),
      /^The dependencies could not be installed: make sure .*\n\n {2}YN0035: no such package\n\nAll of it: \.data\/logs\/install\.log$/,
    );
    return true;
  });
  assert.equal(existsSync(stamp), false);
  folder.write('yarn.lock', 'one');
  await assert.rejects(install());
});

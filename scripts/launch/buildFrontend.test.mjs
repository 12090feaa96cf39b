import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { buildFrontend } from './buildFrontend.mjs';
import { launchInFolder } from './testing/launchInFolder.mjs';
import { temporaryFolder } from './testing/temporaryFolder.mjs';

/** @param {import('node:test').TestContext} t */
function workspaceWithStubBuild(t) {
  const folder = temporaryFolder(t);
  folder.write('.yarnrc.yml', 'yarnPath: yarn.cjs\n');
  folder.write('packages/app/src/index.tsx', 'one');
  folder.write('packages/backend/src/index.ts', 'one');
  folder.write(
    'yarn.cjs',
    `const fs = require('fs');
     fs.rmSync('packages/app/dist', { recursive: true, force: true });
     fs.mkdirSync('packages/app/dist', { recursive: true });
     fs.appendFileSync('runs', process.argv.slice(2).join(' ') + ';');
     if (fs.existsSync('broken')) { console.log('Module not found'); process.exit(1); }`,
  );
  const { workspace, groups } = launchInFolder(t, folder.path);
  return {
    folder,
    runs: () => readFileSync(`${folder.path}/runs`, 'utf8'),
    build: () =>
      buildFrontend(workspace, groups, {
        node: { path: process.execPath, version: '24.0.0' },
        env: process.env,
      }),
  };
}

test('builds once for the same sources, and again for others', async t => {
  const { build, runs, folder } = workspaceWithStubBuild(t);
  await build();
  folder.write('packages/backend/src/index.ts', 'two');
  await build();
  assert.equal(runs(), 'workspace app build;');
  folder.write('packages/app/src/index.tsx', 'two');
  await build();
  folder.write('plugins/customer-360/src/plugin.tsx', 'new');
  await build();
  folder.write('plugins/customer-360-backend/config.d.ts', 'new');
  await build();
  assert.equal(runs(), 'workspace app build;'.repeat(4));
});

test('a failed build says why and is tried again', async t => {
  const { build, runs, folder } = workspaceWithStubBuild(t);
  folder.write('broken', '');
  await assert.rejects(
    build(),
    /^LaunchError: The frontend could not be built/,
  );
  await assert.rejects(build());
  assert.equal(runs(), 'workspace app build;'.repeat(2));
});

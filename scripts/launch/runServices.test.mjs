import assert from 'node:assert/strict';
import test from 'node:test';
import { LaunchError } from './LaunchError.mjs';
import { runServices } from './runServices.mjs';
import { freePorts } from './testing/freePorts.mjs';
import { launchInFolder } from './testing/launchInFolder.mjs';
import { temporaryFolder } from './testing/temporaryFolder.mjs';

/**
 * @param {string} root
 * @param {number} port
 * @param {string} program
 */
function service(root, port, program) {
  return {
    name: 'the example',
    id: 'example',
    command: process.execPath,
    args: ['-e', program],
    cwd: root,
    env: process.env,
    readyUrl: `http://127.0.0.1:${port}/`,
    timeoutMs: 20_000,
  };
}

/** @param {number} port */
function serving(port) {
  return `require('http').createServer((q, r) => {
    r.end(); if (q.url === '/end') process.exit(3);
  }).listen(${port}, '127.0.0.1');`;
}

test('a service that ends while starting is told with its last lines', async t => {
  const { path } = temporaryFolder(t);
  const { workspace, groups } = launchInFolder(t, path);
  const port = await freePorts(1);
  await assert.rejects(
    runServices(workspace, groups, [
      service(
        path,
        port,
        'console.log("customer360: is missing"); process.exit(1)',
      ),
    ]),
    error => {
      assert.ok(error instanceof LaunchError);
      assert.equal(
        error.describe(),
        'The example ended (exit code 1): mend what the last lines name and start again.\n\n  customer360: is missing\n\nAll of it: .data/logs/example.log',
      );
      return true;
    },
  );
});

test('a service that never answers is given up', async t => {
  const { path } = temporaryFolder(t);
  const { workspace, groups } = launchInFolder(t, path);
  const port = await freePorts(1);
  await assert.rejects(
    runServices(workspace, groups, [
      { ...service(path, port, 'setInterval(() => {}, 1000)'), timeoutMs: 400 },
    ]),
    /The example did not answer at http:.* within 0.4 seconds: mend/,
  );
});

test('an answer other than 200 is not ready', async t => {
  const { path } = temporaryFolder(t);
  const { workspace, groups } = launchInFolder(t, path);
  const port = await freePorts(1);
  await assert.rejects(
    runServices(workspace, groups, [
      {
        ...service(
          path,
          port,
          `require('http').createServer((q, r) => { r.statusCode = 503; r.end(); }).listen(${port}, '127.0.0.1')`,
        ),
        timeoutMs: 1_500,
      },
    ]),
    /did not answer/,
  );
});

test('an earlier service that ends while a later one starts is told', async t => {
  const { path } = temporaryFolder(t);
  const { workspace, groups } = launchInFolder(t, path);
  const port = await freePorts(2);
  await assert.rejects(
    runServices(workspace, groups, [
      { ...service(path, port, serving(port)), name: 'the first' },
      service(
        path,
        port + 1,
        `require('http').get('http://127.0.0.1:${port}/end').on('error', () => {}); setInterval(() => {}, 1000)`,
      ),
    ]),
    /The first ended \(exit code 3\)/,
  );
});

test('a service that ends later fails the launch', async t => {
  const { path } = temporaryFolder(t);
  const { workspace, groups, said } = launchInFolder(t, path);
  const port = await freePorts(1);
  const { failed } = await runServices(workspace, groups, [
    service(path, port, serving(port)),
  ]);
  assert.deepEqual(said, ['Starting the example …']);
  await fetch(`http://127.0.0.1:${port}/end`).catch(() => {});
  await assert.rejects(failed, /The example ended \(exit code 3\)/);
});

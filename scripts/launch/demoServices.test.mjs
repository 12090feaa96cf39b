import assert from 'node:assert/strict';
import test from 'node:test';
import { childEnv } from './childEnv.mjs';
import { demoServices } from './demoServices.mjs';
import { openWorkspace } from './openWorkspace.mjs';

test('every part is told the ports, the data folder and the right Node', () => {
  const workspace = openWorkspace({
    root: '/repository',
    env: { PATH: '/usr/bin', CUSTOMER_360_DATA_DIR: '/data' },
  });
  const node = { path: '/nodes/24/bin/node', version: '24.0.0' };
  const services = demoServices(workspace, {
    node,
    env: childEnv(workspace.env, node),
    ports: { portal: 3100, sandbox: 7200 },
  });
  for (const { command, env } of services) {
    assert.equal(command, node.path);
    assert.equal(env.PATH, '/nodes/24/bin:/usr/bin');
    assert.equal(env.CUSTOMER_360_PORT, '3100');
    assert.equal(env.CUSTOMER_360_SANDBOX_PORT, '7200');
    assert.equal(env.CUSTOMER_360_DATA_DIR, '/data');
    assert.equal(env.CUSTOMER_360_STRIPE_URL, 'http://127.0.0.1:7201');
    assert.equal(env.CUSTOMER_360_HUBSPOT_URL, 'http://127.0.0.1:7202');
    assert.equal(env.CUSTOMER_360_ZENDESK_URL, 'http://127.0.0.1:7203');
    assert.equal(env.NODE_ENV, 'development');
  }
  const [sandbox, portal] = services;
  assert.deepEqual(sandbox.args, [
    'packages/sandbox/src/main.ts',
    '--data',
    '/data/sandbox',
    '--port',
    '7200',
    '--webhooks',
    'http://localhost:3100',
  ]);
  assert.equal(sandbox.readyUrl, 'http://127.0.0.1:7200/health');
  assert.equal(
    portal.readyUrl,
    'http://127.0.0.1:3100/.backstage/health/v1/readiness',
  );
});

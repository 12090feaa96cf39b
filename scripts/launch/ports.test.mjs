import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:net';
import test from 'node:test';
import { readPorts, requireFreePorts } from './ports.mjs';
import { freePorts } from './testing/freePorts.mjs';

test('the usual ports, or those of the environment', () => {
  assert.deepEqual(readPorts({}), { portal: 3000, sandbox: 7100 });
  assert.deepEqual(
    readPorts({ CUSTOMER_360_PORT: '3100', CUSTOMER_360_SANDBOX_PORT: '7200' }),
    { portal: 3100, sandbox: 7200 },
  );
});

test('what is no port is refused by name', () => {
  for (const value of ['0', '-1', '3000.5', 'http', '70000']) {
    assert.throws(
      () => readPorts({ CUSTOMER_360_PORT: value }),
      /^LaunchError: CUSTOMER_360_PORT is ".*", which is not a port: set it to/,
    );
  }
});

['127.0.0.1', '0.0.0.0', '::1', '::'].forEach(host => {
  test(`a program that listens on ${host} has taken the port`, async t => {
    const portal = await freePorts(5);
    const ports = { portal, sandbox: portal + 1 };
    await requireFreePorts(ports);
    const server = createServer().listen({ host, port: portal });
    t.after(() => server.close());
    await once(server, 'listening');
    await assert.rejects(
      requireFreePorts(ports),
      new RegExp(
        `Port ${portal}, needed for the portal, is taken by another program: stop that program, or set CUSTOMER_360_PORT`,
      ),
    );
  });
});

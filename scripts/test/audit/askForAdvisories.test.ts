import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import test from 'node:test';
import { askForAdvisories } from './askForAdvisories.ts';

async function registryThat(
  ...answers: number[]
): Promise<{ server: Server; url: string; asked: () => number }> {
  let asked = 0;
  const server = createServer((_, response) => {
    response.writeHead(answers[Math.min(asked, answers.length - 1)]).end('{}');
    asked += 1;
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { server, url: `http://127.0.0.1:${port}`, asked: () => asked };
}

for (const [answers, expected, times] of [
  [[200], { state: 'offers' }, 1],
  [[405], { state: 'none', why: 'status 405' }, 1],
  [[404], { state: 'none', why: 'status 404' }, 1],
  [[503], { state: 'failing', why: 'status 503' }, 3],
  [[500, 200], { state: 'offers' }, 2],
] as const) {
  test(`a registry that answers ${answers} is ${expected.state}`, async () => {
    const { asked, server, url } = await registryThat(...answers);
    try {
      assert.deepEqual(await askForAdvisories(url, 1), expected);
      assert.equal(asked(), times);
    } finally {
      server.close();
    }
  });
}

test('one that is not there cannot be reached', async () => {
  const { server, url } = await registryThat(200);
  server.close();
  await once(server, 'close');
  assert.deepEqual(await askForAdvisories(url, 1), {
    state: 'unreachable',
    why: 'no answer',
  });
});

import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from '../freePort.ts';
import { EchoServer } from '../testing/EchoServer.ts';
import { TestClient } from '../testing/TestClient.ts';
import { waitUntil } from '../waitUntil.ts';
import { TcpFaultProxy } from './TcpFaultProxy.ts';

/** Long enough for a thing that must not happen to have happened. */
const A_WHILE_MS = 150;

let server: EchoServer;
let proxy: TcpFaultProxy;
const clients: TestClient[] = [];

function client(): TestClient {
  const it = new TestClient(proxy.port);
  clients.push(it);
  return it;
}

beforeEach(async () => {
  server = await EchoServer.start();
  proxy = await TcpFaultProxy.start({
    target: { host: '127.0.0.1', port: server.port },
  });
});

afterEach(async () => {
  clients.splice(0).forEach(it => it.socket.destroy());
  await proxy.close();
  await server.close();
});

describe('TcpFaultProxy', () => {
  it('should forward all bytes and both ends where nothing is wrong', async () => {
    const { socket, chunks } = client();
    const bytes = Buffer.alloc(5_000_000, 'abcdefghij');
    socket.end(bytes);
    await once(socket, 'end');
    expect(Buffer.concat(chunks).equals(bytes)).toBe(true);
    await waitUntil(() => proxy.connections === 0);
  });

  it('should count the connections that are open and all that were made', async () => {
    const [one, other] = [client(), client()];
    await Promise.all([one.ask('a'), other.ask('b')]);
    expect([proxy.connections, proxy.accepted]).toEqual([2, 2]);
    one.socket.destroy();
    await waitUntil(() => proxy.connections === 1);
    expect(proxy.accepted).toBe(2);
  });

  it('should end the client with the server, and reset it where there is none', async () => {
    const it = client();
    await it.ask('a');
    server.sockets[0].end();
    await waitUntil(() => it.ended);

    const dead = await TcpFaultProxy.start({
      target: { host: '127.0.0.1', port: await freePort() },
    });
    const unserved = new TestClient(dead.port);
    await waitUntil(() => unserved.error);
    expect(unserved.error).toBe('ECONNRESET');
    await dead.close();
  });

  it('should forward nothing while it hangs, and all of it after', async () => {
    const before = client();
    await before.ask('a');
    proxy.hang();
    const after = client();
    before.socket.write('b');
    after.socket.write('c');
    server.sockets[0].end('late');
    await once(after.socket, 'connect');
    await delay(A_WHILE_MS);
    expect(server.text()).toBe('a');
    expect([before.text(), after.text()]).toEqual(['a', '']);
    expect([before.ended, before.error]).toEqual([false, '']);

    await proxy.healthy();
    await waitUntil(() => after.text() === 'c' && before.ended);
    expect(before.text()).toBe('alate');
    expect(server.text().split('').sort().join('')).toBe('abc');
  });

  it('should count a client that has given up on a hanging connection as gone', async () => {
    proxy.hang();
    const { socket } = client();
    await once(socket, 'connect');
    await waitUntil(() => proxy.connections === 1);
    socket.destroy();
    await waitUntil(() => proxy.connections === 0);
    expect(proxy.accepted).toBe(1);
  });

  it('should forward requests and lose answers, and not go on with a connection that lost any', async () => {
    const it = client();
    const untouched = client();
    await Promise.all([it.ask('a'), untouched.ask('z')]);
    proxy.hangAnswers();
    it.socket.write('b');
    await waitUntil(() => server.text().includes('b'));
    await delay(A_WHILE_MS);
    expect([it.text(), it.error]).toEqual(['a', '']);

    await proxy.healthy();
    await waitUntil(() => it.error === 'ECONNRESET');
    expect(it.text()).toBe('a');
    await untouched.ask('y');
    await client().ask('c');
  });

  it('should reset open connections and each new one', async () => {
    const open = client();
    await open.ask('a');
    proxy.resetPeer();
    await waitUntil(() => open.error === 'ECONNRESET');
    const fresh = client();
    await waitUntil(() => fresh.error === 'ECONNRESET');
    expect(proxy.accepted).toBe(2);
    expect(server.sockets).toHaveLength(1);
    await waitUntil(() => proxy.connections === 0);

    await proxy.healthy();
    await client().ask('b');
  });

  it('should refuse connections while it is down, and come back on its port', async () => {
    const { port } = proxy;
    const open = client();
    await open.ask('a');
    await proxy.down();
    await waitUntil(() => open.ended || open.error);
    const refused = client();
    await waitUntil(() => refused.error === 'ECONNREFUSED');

    await Promise.all([proxy.healthy(), proxy.healthy()]);
    expect(proxy.port).toBe(port);
    await client().ask('b');
  });

  it('should be down and back without being waited for', async () => {
    const { port } = proxy;
    const down = proxy.down();
    await proxy.healthy();
    await down;
    await client().ask('b');
    expect(proxy.port).toBe(port);
  });

  it('should have several faults at once', async () => {
    proxy.latency(200);
    proxy.limitData(2);
    const it = client();
    const from = performance.now();
    it.socket.write('abc');
    await waitUntil(() => it.error);
    expect(performance.now() - from).toBeGreaterThanOrEqual(195);
    expect(it.text()).toBe('ab');
  });

  it('should not take numbers that mean nothing', () => {
    expect(() => proxy.latency(-1)).toThrow(RangeError);
    expect(() => proxy.bandwidth(0)).toThrow(RangeError);
    expect(() => proxy.slice(NaN)).toThrow(RangeError);
  });
});

import { setTimeout as delay } from 'node:timers/promises';
import { EchoServer } from '../testing/EchoServer.ts';
import { TestClient } from '../testing/TestClient.ts';
import { waitUntil } from '../waitUntil.ts';
import { TcpFaultProxy } from './TcpFaultProxy.ts';

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

describe('TcpFaultProxy latency', () => {
  it('should keep each answer for that long, open connections too', async () => {
    const it = client();
    await it.ask('a');
    proxy.latency(300);
    const from = performance.now();
    await it.ask('b');
    expect(performance.now() - from).toBeGreaterThanOrEqual(295);
  });

  it('should not make one answer wait for another, nor change their order', async () => {
    proxy.latency(400, 300);
    const it = client();
    const from = performance.now();
    const numbers = Array.from({ length: 40 }, (_, at) => `${at};`);
    for (const number of numbers) {
      it.socket.write(number);
      await delay(5);
    }
    await waitUntil(() => it.text().length === numbers.join('').length);
    expect(it.text()).toBe(numbers.join(''));
    // One after another they would take 16 seconds.
    expect(performance.now() - from).toBeLessThan(8000);
  });

  it('should let go of what it keeps when it ends', async () => {
    proxy.latency(3_600_000);
    const it = client();
    it.socket.write('a');
    await waitUntil(() => server.text() === 'a');
    expect(it.text()).toBe('');
    await proxy.healthy();
    await waitUntil(() => it.text() === 'a');
  });
});

describe('TcpFaultProxy bandwidth', () => {
  it('should spread bytes in either direction', async () => {
    proxy.bandwidth(100_000);
    const it = client();
    const from = performance.now();
    await it.ask('x'.repeat(50_000));
    // The first piece of 2,000 bytes goes at once.
    expect(performance.now() - from).toBeGreaterThan(450);
    expect(server.chunks.length).toBeGreaterThan(10);
    expect(it.text()).toBe('x'.repeat(50_000));
  });

  it('should let the sender wait instead of keeping all of it', async () => {
    proxy.bandwidth(1000);
    const { socket } = client();
    const size = 32 * 1024 * 1024;
    socket.write(Buffer.alloc(size));
    await delay(500);
    expect(socket.writableLength).toBeGreaterThan(0);
    expect(Buffer.concat(server.chunks).length).toBeLessThan(10_000);

    await proxy.healthy();
    await waitUntil(() => socket.writableLength === 0, { timeoutMs: 20_000 });
    await waitUntil(
      () => server.chunks.reduce((sum, it) => sum + it.length, 0) === size,
      { timeoutMs: 20_000 },
    );
  });
});

describe('TcpFaultProxy pieces', () => {
  it('should drip answers byte by byte', async () => {
    proxy.drip(50);
    const it = client();
    const from = performance.now();
    await it.ask('0123456789012345');
    // Fifteen gaps of 20 ms.
    expect(performance.now() - from).toBeGreaterThan(280);
    expect(server.chunks).toHaveLength(1);
    expect(it.text()).toBe('0123456789012345');
    expect(it.chunks.length).toBeGreaterThan(5);
  });

  it('should cut answers into slices', async () => {
    proxy.slice(3);
    const it = client();
    const words = 'Ü'.repeat(150);
    it.socket.write(words);
    await waitUntil(() => it.text() === words);
    expect(it.chunks.length).toBeGreaterThan(50);
    expect(server.chunks.length).toBeLessThan(5);
  });

  it('should let so many bytes of answers through and then reset', async () => {
    const open = client();
    await open.ask('abc');
    proxy.limitData(5);
    const fresh = client();
    open.socket.write('01234567');
    fresh.socket.write('0123');
    await waitUntil(() => fresh.text() === '0123');
    // Not when there would be more, but with the last that is allowed.
    fresh.socket.write('4');
    await waitUntil(() => open.error && fresh.error);
    expect([open.text(), fresh.text()]).toEqual(['abc01234', '01234']);
    expect([fresh.error, fresh.ended]).toEqual(['ECONNRESET', false]);
    expect(server.text()).toContain('01234567');

    await proxy.healthy();
    await client().ask('more than five');
  });

  it('should count anew for each limit that is set', async () => {
    proxy.limitData(100);
    const it = client();
    await it.ask('abc');
    proxy.limitData(2);
    it.socket.write('0123');
    await waitUntil(() => it.error);
    expect(it.text()).toBe('abc01');
  });

  it('should reset at the first answer where no byte is allowed', async () => {
    proxy.limitData(0);
    const it = client();
    it.socket.write('a');
    await waitUntil(() => it.error);
    expect([it.text(), server.text()]).toEqual(['', 'a']);
  });
});

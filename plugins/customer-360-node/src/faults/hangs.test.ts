import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import {
  FaultBench,
  get,
  outcomeOf,
  PATIENCE_MS,
} from '../__testUtils__/FaultBench';
import { JSON_TYPE, type FaultHandler } from '../__testUtils__/FaultServer';

const healthy: FaultHandler = (_request, response) =>
  response.writeHead(200, JSON_TYPE).end('{"ok":true}');

const drip: FaultHandler = (_request, response) => {
  response.writeHead(200, JSON_TYPE);
  const timer = setInterval(() => response.write(' '), 5);
  response.on('close', () => clearInterval(timer));
};

const hangs: Array<[string, FaultHandler]> = [
  ['never answers', () => undefined],
  [
    'is silent after its headers',
    (_request, response) => response.writeHead(200, JSON_TYPE).flushHeaders(),
  ],
  [
    'is silent in the middle of its headers',
    request => request.socket.write('HTTP/1.1 200 OK\r\ncontent-ty'),
  ],
  ['drips', drip],
];

describe('a source that hangs', () => {
  const bench = new FaultBench();

  afterEach(async () => {
    jest.restoreAllMocks();
    await bench.close();
  });

  it.each(hangs)(
    'costs no connection when it %s, however often',
    async (_name, hang) => {
      const { server, base } = await bench.server(hang);
      const transport = bench.transport({
        base,
        options: { maxConcurrent: 50, maxAttempts: 1 },
      });
      // No attempt is long enough to be held against the source, however slow
      // this machine: it is the connections that are counted here.
      jest.spyOn(performance, 'now').mockReturnValue(0);
      for (let round = 1; round <= 6; round++) {
        const deadline = new AbortController();
        const calls = Array.from({ length: 50 }, () =>
          outcomeOf(get(transport, base, { signal: deadline.signal })),
        );
        await server.untilRequested(50 * round);
        // What there is of the answers arrives.
        await new Promise(resolve => {
          setTimeout(resolve, 20);
        });
        deadline.abort();
        expect(new Set(await Promise.all(calls))).toEqual(new Set(['timeout']));
      }
      await server.untilNoneConnected();

      server.handler = healthy;
      expect(await outcomeOf(get(transport, base))).toBe('ok');
    },
    PATIENCE_MS,
  );

  it.each<[string, FaultHandler, object]>([
    ['headers', hangs[0][1], { headersTimeoutMs: 100 }],
    ['body', hangs[1][1], { bodyTimeoutMs: 100 }],
    ['whole', drip, { totalTimeoutMs: 300 }],
  ])(
    'is given up by the time limit of the %s alone',
    async (_name, hang, limit) => {
      const { server, base } = await bench.server(hang);
      const transport = bench.transport({
        base,
        options: {
          headersTimeoutMs: PATIENCE_MS,
          bodyTimeoutMs: PATIENCE_MS,
          totalTimeoutMs: PATIENCE_MS,
          maxAttempts: 1,
          ...limit,
        },
      });
      expect(await outcomeOf(get(transport, base))).toBe('timeout');
      await server.untilNoneConnected();
    },
    PATIENCE_MS,
  );

  it('is given up when it takes the connection and never says a word, and while it is reached', async () => {
    // No HTTP at all: the socket is accepted and left alone.
    const sockets: Socket[] = [];
    const server = createServer(socket => {
      socket.on('error', () => undefined).resume();
      sockets.push(socket);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const transport = bench.transport({ base });
    const closed = once(server, 'connection').then(([socket]) =>
      once(socket, 'close'),
    );
    expect(
      await outcomeOf(
        get(transport, base, { signal: AbortSignal.timeout(50) }),
      ),
    ).toBe('timeout');
    await closed;
    server.close();
  });

  it.each([
    [429, 'rate_limited'],
    [500, 'upstream'],
    [401, 'auth'],
  ])(
    'is believed its status %i, though the body behind it never ends',
    async (status, reason) => {
      const { base } = await bench.server((_request, response) => {
        response.writeHead(status, { ...JSON_TYPE, 'retry-after': '60' });
        response.write('vendor-secret');
      });
      const transport = bench.transport({
        base,
        options: {
          maxAttempts: 1,
          totalTimeoutMs: 10_000,
          bodyTimeoutMs: PATIENCE_MS,
        },
      });
      expect(await outcomeOf(get(transport, base))).toBe(reason);
    },
    PATIENCE_MS,
  );
});

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import { SourceTransport } from '../resilience/SourceTransport';

jest.setTimeout(60_000);

/** Holds up the whole process. */
function block(ms: number): void {
  const end = performance.now() + ms;
  while (performance.now() < end) {
    // Nothing else is done.
  }
}

describe('fault 37: a process that is too busy to listen', () => {
  let server: Server;
  let transport: SourceTransport;
  let get: () => Promise<{ data: { ok: boolean } }>;

  beforeEach(async () => {
    server = createServer((_request, response) =>
      response
        .writeHead(200, { 'content-type': 'application/json' })
        .end('{"ok":true}'),
    ).listen(0, '127.0.0.1');
    await new Promise(resolve => server.once('listening', resolve));
    const { port } = server.address() as AddressInfo;
    const origin = `http://127.0.0.1:${port}`;
    transport = new SourceTransport({
      id: 'busy',
      credentialScope: 'busy',
      origins: [origin],
      transport: { totalTimeoutMs: 1_500, maxAttempts: 1, maxConcurrent: 20 },
    });
    get = () =>
      transport
        .context({
          signal: new AbortController().signal,
          now: () => new Date(),
        })
        .http.json({
          url: origin,
          operation: 'test',
          schema: z.object({ ok: z.boolean() }),
        });
  });
  afterEach(async () => {
    await transport.close();
    await new Promise(resolve => server.close(resolve));
  });

  it('does not take its own deafness for an illness of the source', async () => {
    await get();
    const calls = Array.from({ length: 15 }, () =>
      get().catch(() => 'not heard in time'),
    );
    // All calls have begun, and all deadlines pass before anything is heard.
    await new Promise(resolve => setImmediate(resolve));
    block(3_000);
    await Promise.all(calls);

    expect(transport.status().breaker).toBe('closed');
    expect((await get()).data).toEqual({ ok: true });
  });
});

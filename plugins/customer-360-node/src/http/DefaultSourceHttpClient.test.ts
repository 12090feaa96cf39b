import { createServer, type Server, type ServerResponse } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { z } from 'zod';
import { SourceTransport } from '../resilience/SourceTransport';
import type { SourceTransportOptions } from '../source/CustomerSource';
import { SourceError } from '../source/SourceError';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

const schema = z.object({ ok: z.boolean() });
const JSON_TYPE = { 'content-type': 'application/json' };

describe('DefaultSourceHttpClient', () => {
  let server: Server;
  let base: string;
  let handler: Handler;
  let calls: IncomingMessage[];
  const transports: SourceTransport[] = [];

  beforeAll(async () => {
    server = createServer((request, response) => {
      calls.push(request);
      request.resume();
      handler(request, response);
    });
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  beforeEach(() => {
    calls = [];
  });

  afterEach(async () => {
    await Promise.all(transports.splice(0).map(one => one.close()));
  });

  afterAll(async () => {
    server.closeAllConnections();
    await new Promise(resolve => {
      server.close(resolve);
    });
  });

  function client(
    transport: SourceTransportOptions = {},
    signal = AbortSignal.timeout(5_000),
  ) {
    const made = new SourceTransport(
      { id: 'test', credentialScope: 'scope', origins: [base], transport },
      { random: () => 0 },
    );
    transports.push(made);
    return made.context({ signal, now: () => new Date() }).http;
  }

  const get = (http = client(), path = '/') =>
    http.json({ url: `${base}${path}`, schema, operation: 'test' });

  async function reasonOf(work: Promise<unknown>) {
    const error = await work.then(
      () => undefined,
      caught => caught,
    );
    expect(error).toBeInstanceOf(SourceError);
    return (error as SourceError).reason;
  }

  it('reads JSON and keeps its connections', async () => {
    handler = (_request, response) =>
      response.writeHead(200, JSON_TYPE).end('{"ok":true}');
    const http = client();
    for (let call = 0; call < 10; call++) {
      expect((await get(http)).data).toEqual({ ok: true });
    }
    // The next call may begin before the pool has the first one back.
    const connections = new Set(calls.map(({ socket }) => socket.remotePort));
    expect(connections.size).toBeLessThanOrEqual(2);
  });

  it.each([
    ['gzip', gzipSync],
    ['br', brotliCompressSync],
  ])('unpacks %s', async (encoding, compress) => {
    handler = (_request, response) =>
      response
        .writeHead(200, { ...JSON_TYPE, 'content-encoding': encoding })
        .end(compress('{"ok":true}'));
    expect((await get()).data).toEqual({ ok: true });
  });

  it('cuts a bomb at the limit after decompression', async () => {
    const bomb = gzipSync(Buffer.alloc(50 * 1024 * 1024, ' '));
    expect(bomb.length).toBeLessThan(100_000);
    handler = (_request, response) =>
      response
        .writeHead(200, { ...JSON_TYPE, 'content-encoding': 'gzip' })
        .end(bomb);
    const before = process.memoryUsage().rss;
    expect(await reasonOf(get(client({ maxBodyBytes: 100_000 })))).toBe(
      'schema',
    );
    expect(process.memoryUsage().rss - before).toBeLessThan(40 * 1024 * 1024);
  });

  it('cuts an uncompressed flood at the limit', async () => {
    handler = (_request, response) => {
      response.writeHead(200, JSON_TYPE);
      const flood = () => {
        while (!response.destroyed && response.write(Buffer.alloc(65536, '1')));
      };
      response.on('drain', flood);
      flood();
    };
    expect(await reasonOf(get(client({ maxBodyBytes: 1_000_000 })))).toBe(
      'schema',
    );
  });

  it.each<[string, Record<string, string>, string | Buffer]>([
    ['an HTML page', { 'content-type': 'text/html' }, '{"ok":true}'],
    ['no content type', {}, '{"ok":true}'],
    ['truncated JSON', JSON_TYPE, '{"ok":tr'],
    ['NaN', JSON_TYPE, '{"ok":NaN}'],
    ['a byte order mark', JSON_TYPE, '\ufeff{"ok":true}'],
    ['invalid UTF-8', JSON_TYPE, Buffer.from([0x22, 0xff, 0xfe, 0x22])],
    ['another shape', JSON_TYPE, '{"ok":"yes"}'],
    ['deep nesting', JSON_TYPE, '['.repeat(1_000_000)],
    [
      'broken gzip',
      { ...JSON_TYPE, 'content-encoding': 'gzip' },
      'this is no gzip',
    ],
    [
      'an unknown encoding',
      { ...JSON_TYPE, 'content-encoding': 'rot13' },
      '{"ok":true}',
    ],
  ])('takes %s for schema and asks once', async (_name, headers, body) => {
    handler = (_request, response) =>
      response.writeHead(200, headers).end(body);
    expect(await reasonOf(get())).toBe('schema');
    expect(calls).toHaveLength(1);
  });

  it.each([
    [400, 'upstream', 1],
    [401, 'auth', 1],
    [403, 'no_access', 1],
    [404, 'not_found', 1],
    [410, 'not_found', 1],
    [500, 'upstream', 2],
  ])('takes %i for %s after %i attempts', async (status, reason, attempts) => {
    handler = (_request, response) =>
      response.writeHead(status, JSON_TYPE).end('{"message":"secret"}');
    expect(await reasonOf(get())).toBe(reason);
    expect(calls).toHaveLength(attempts);
  });

  it('repeats what only reads, and sends anything else once', async () => {
    handler = (_request, response) =>
      response.writeHead(500, JSON_TYPE).end('{}');
    const post = (readOnly: boolean) =>
      client().json({
        method: 'POST',
        url: base,
        json: { a: 1 },
        readOnly,
        schema,
        operation: 'test',
      });
    await reasonOf(post(false));
    expect(calls).toHaveLength(1);
    await reasonOf(post(true));
    expect(calls).toHaveLength(3);
    await reasonOf(client().fetch(base, { method: 'POST', body: 'a=1' }));
    expect(calls).toHaveLength(4);
    await reasonOf(
      client().fetchFor({ operation: 'search', readOnly: true })(base, {
        method: 'POST',
        body: '{}',
      }),
    );
    expect(calls).toHaveLength(6);
  });

  it('recovers within one call when the second attempt succeeds', async () => {
    handler = (_request, response) =>
      calls.length === 1
        ? response.destroy()
        : response.writeHead(200, JSON_TYPE).end('{"ok":true}');
    expect((await get()).data).toEqual({ ok: true });
  });

  it('takes a connection closed in the middle of the body for network', async () => {
    handler = (_request, response) => {
      response.writeHead(200, { ...JSON_TYPE, 'content-length': 100 });
      response.write('{"ok":', () => response.destroy());
    };
    expect(await reasonOf(get())).toBe('network');
  });

  it('takes a closed connection in the middle of a gzip body for network', async () => {
    const body = gzipSync(`{"ok":true,"x":"${'abc'.repeat(10_000)}"}`);
    handler = (_request, response) => {
      response.writeHead(200, {
        ...JSON_TYPE,
        'content-encoding': 'gzip',
        'content-length': body.length,
      });
      response.write(body.subarray(0, 40), () => response.destroy());
    };
    expect(await reasonOf(get())).toBe('network');
  });

  it('ends a hanging answer at the deadline and frees the connection', async () => {
    const closed = new Promise<void>(resolve => {
      handler = (_request, response) => response.on('close', resolve);
    });
    const http = client({}, AbortSignal.timeout(50));
    expect(await reasonOf(get(http))).toBe('timeout');
    await closed;
  });

  it('ends a body that drips at the total time', async () => {
    handler = (_request, response) => {
      response.writeHead(200, JSON_TYPE);
      const drip = setInterval(() => response.write(' '), 10);
      response.on('close', () => clearInterval(drip));
    };
    expect(await reasonOf(get(client({ totalTimeoutMs: 100 })))).toBe(
      'timeout',
    );
  });

  it('follows a redirect to its own origin, and none elsewhere', async () => {
    const other = createServer((_request, response) =>
      response.writeHead(200, JSON_TYPE).end('{"ok":true}'),
    );
    const reached = jest.fn();
    other.on('request', reached);
    await new Promise<void>(resolve => {
      other.listen(0, '127.0.0.1', resolve);
    });
    const { port } = other.address() as AddressInfo;
    handler = (request, response) => {
      const to = {
        '/own': '/there',
        '/elsewhere': `http://127.0.0.1:${port}/`,
        '/metadata': 'http://169.254.169.254/latest',
        '/loop': '/loop',
      }[request.url ?? ''];
      if (to) {
        response.writeHead(302, { location: to }).end();
      } else {
        response.writeHead(200, JSON_TYPE).end('{"ok":true}');
      }
    };
    expect((await get(client(), '/own')).data).toEqual({ ok: true });
    expect(await reasonOf(get(client(), '/elsewhere'))).toBe('upstream');
    expect(await reasonOf(get(client(), '/metadata'))).toBe('upstream');
    expect(await reasonOf(get(client(), '/loop'))).toBe('upstream');
    expect(reached).not.toHaveBeenCalled();
    await new Promise(resolve => {
      other.close(resolve);
    });
  });

  it.each([
    'http://169.254.169.254/',
    'http://user:secret@HOST/',
    'file:///etc/passwd',
    'not a url',
  ])('never calls %s', async target => {
    const url = target.replace('HOST', new URL(base).host);
    const http = client();
    expect(
      await reasonOf(
        (async () => http.json({ url, schema, operation: 'test' }))(),
      ),
    ).toBe('upstream');
    expect(await reasonOf(http.fetch(url))).toBe('upstream');
    expect(calls).toHaveLength(0);
  });

  it('gives an SDK a whole standard Response', async () => {
    handler = (_request, response) =>
      response
        .writeHead(200, {
          ...JSON_TYPE,
          'content-encoding': 'gzip',
          'x-a': '1',
        })
        .end(gzipSync('{"ok":true}'));
    const response = await client().fetch(new Request(base));
    expect(response.headers.get('x-a')).toBe('1');
    expect(response.headers.get('content-encoding')).toBeNull();
    expect(await response.json()).toEqual({ ok: true });
  });

  it('says when the vendor said it may be asked again, and is quiet until then', async () => {
    handler = (_request, response) =>
      response.writeHead(429, { ...JSON_TYPE, 'retry-after': '7' }).end('{}');
    const http = client();
    const error: SourceError = await get(http).then(
      () => new SourceError('schema'),
      caught => caught,
    );
    expect(error.reason).toBe('rate_limited');
    expect(error.retryAt!.getTime() - Date.now()).toBeGreaterThan(6_000);
    await reasonOf(get(http));
    expect(calls).toHaveLength(1);
  });

  it('waits for a short Retry-After within the call', async () => {
    handler = (_request, response) =>
      calls.length === 1
        ? response
            .writeHead(429, { ...JSON_TYPE, 'retry-after': '0' })
            .end('{}')
        : response.writeHead(200, JSON_TYPE).end('{"ok":true}');
    expect((await get()).data).toEqual({ ok: true });
    expect(calls).toHaveLength(2);
  });
});

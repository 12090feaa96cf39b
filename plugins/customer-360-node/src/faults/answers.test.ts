import { monitorEventLoopDelay } from 'node:perf_hooks';
import { gzipSync } from 'node:zlib';
import { z } from 'zod';
import {
  FaultBench,
  get,
  outcomeOf,
  PATIENCE_MS,
} from '../__testUtils__/FaultBench';
import { JSON_TYPE } from '../__testUtils__/FaultServer';

const MEGABYTE = 1024 * 1024;
const GZIP = { ...JSON_TYPE, 'content-encoding': 'gzip' };

/** Unpacks to a gigabyte: gzip members may simply follow each other. */
function bomb(): Buffer {
  const member = gzipSync(Buffer.alloc(16 * MEGABYTE, ' '));
  return Buffer.concat(Array.from({ length: 64 }, () => member));
}

const deep = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);

interface Nested extends Array<Nested> {}
/** Walks as deep as the answer goes. */
const nested: z.ZodType<Nested> = z.lazy(() => z.array(nested));

describe('an answer that is none', () => {
  const bench = new FaultBench();

  afterEach(() => bench.close());

  async function answering(
    body: string | Buffer,
    headers: Record<string, string | number> = JSON_TYPE,
  ) {
    const { server, base } = await bench.server((_request, response) =>
      response.writeHead(200, headers).end(body),
    );
    return { server, base, transport: bench.transport({ base }) };
  }

  it.each<[string, [string | Buffer, Record<string, string>?]]>([
    ['malformed JSON', ['{"vendor-secret":}']],
    ['JSON that breaks off', ['{"a":"vendor-secret']],
    ['JSON with something behind it', ['{}{"a":"vendor-secret"}']],
    ['nothing at all', ['']],
    ['NaN', ['{"a":NaN}']],
    ['Infinity', ['{"a":Infinity}']],
    ['a byte order mark', ['\ufeff{"a":1}']],
    ['invalid UTF-8', [Buffer.from('{"a":1,"b":"\xc3("}', 'latin1')]],
    ['half a character', [Buffer.from('{"a":1,"b":"\xf0\x9f"}', 'latin1')]],
    ['UTF-16', [Buffer.from('{"a":1}', 'utf16le')]],
    [
      'a sign-in page',
      ['<html>vendor-secret', { 'content-type': 'text/html' }],
    ],
    ['JSON called text', ['{"a":1}', { 'content-type': 'text/plain' }]],
    ['JSON called nothing', ['{"a":1}', {}]],
    ['another shape', ['{"a":"vendor-secret"}']],
    ['a number too large', ['{"a":1e999}']],
  ])('is schema: %s, and asked for once', async (_name, [body, headers]) => {
    const { server, base, transport } = await answering(body, headers);
    const schema = z.object({ a: z.number() });
    expect(await outcomeOf(get(transport, base, { schema }))).toBe('schema');
    expect(server.requests).toBe(1);
    // The source is well: what it says is wrong.
    for (let i = 0; i < 15; i++) {
      await outcomeOf(get(transport, base, { schema }));
    }
    expect(transport.status().breaker).toBe('closed');
  });

  it('is schema when the schema itself cannot bear it', async () => {
    const { base, transport } = await answering('{"a":1}');
    const schema = z.unknown().transform(() => {
      throw new Error('vendor-secret');
    });
    expect(await outcomeOf(get(transport, base, { schema }))).toBe('schema');
  });

  it.each<[string, () => [string | Buffer, Record<string, string | number>]]>([
    ['a body over the limit', () => ['1'.repeat(6 * MEGABYTE), JSON_TYPE]],
    [
      'a body over the limit that says so',
      () => [
        '1'.repeat(6 * MEGABYTE),
        { ...JSON_TYPE, 'content-length': 6 * MEGABYTE },
      ],
    ],
    ['a bomb of a gigabyte', () => [bomb(), GZIP]],
    ['a million brackets', () => [deep(1_000_000), JSON_TYPE]],
    [
      'a million objects',
      () => [`${'{"a":'.repeat(500_000)}1${'}'.repeat(500_000)}`, JSON_TYPE],
    ],
    ['a million brackets, packed', () => [gzipSync(deep(1_000_000)), GZIP]],
  ])(
    'is schema within bounded memory and time: %s',
    async (_name, create) => {
      const { base, transport } = await answering(...create());
      const delay = monitorEventLoopDelay({ resolution: 5 });
      const before = process.memoryUsage().rss;
      delay.enable();
      for (const schema of [z.unknown(), nested]) {
        expect(await outcomeOf(get(transport, base, { schema }))).toBe(
          'schema',
        );
      }
      delay.disable();
      // Nanoseconds; a gigabyte unpacked in one go takes longer than this.
      expect(delay.max / 1e6).toBeLessThan(2_000);
      expect(process.memoryUsage().rss - before).toBeLessThan(200 * MEGABYTE);
    },
    PATIENCE_MS,
  );

  it('is fine as deep as documents go, brackets in texts not counted', async () => {
    for (const body of [
      deep(200),
      JSON.stringify([`${deep(500)}\\"[[[["`]),
      JSON.stringify(Array.from({ length: 10_000 }, () => ({ a: [1] }))),
    ]) {
      const { base, transport } = await answering(body);
      expect(await get(transport, base)).toEqual(JSON.parse(body));
    }
    const { base, transport } = await answering(deep(201));
    expect(await outcomeOf(get(transport, base))).toBe('schema');
  });

  it('has keys of any name, which are data and nothing else', async () => {
    const body = `{
      "__proto__": { "polluted": "yes", "toString": 1 },
      "constructor": { "prototype": { "polluted": "yes" } },
      "toString": "x", "hasOwnProperty": null, "valueOf": 0,
      "rows": [{ "__proto__": { "polluted": "yes" }, "a": 1 }]
    }`;
    const { base, transport } = await answering(body);
    const row = z.object({ a: z.number() });
    const schemas: z.ZodType[] = [
      z.unknown(),
      z.object({ rows: z.array(row) }),
      z.object({ toString: z.string(), constructor: z.unknown() }),
      z.looseObject({ rows: z.array(z.looseObject({ a: z.number() })) }),
      z.record(z.string(), z.unknown()),
    ];
    for (const schema of schemas) {
      const data = await get(transport, base, { schema });
      expect(Reflect.get({}, 'polluted')).toBeUndefined();
      expect(Reflect.get(data as object, 'polluted')).toBeUndefined();
      expect(() => JSON.stringify(data)).not.toThrow();
      const { rows } = data as { rows?: object[] };
      expect(Reflect.get(rows?.[0] ?? {}, 'polluted')).toBeUndefined();
    }
    expect(Object.prototype.toString.call('')).toBe('[object String]');
    expect(
      await outcomeOf(
        get(transport, base, { schema: z.strictObject({ rows: z.any() }) }),
      ),
    ).toBe('schema');
  });
});

import { gzipSync } from 'node:zlib';
import { LruReadingCache } from './LruReadingCache';
import { packReading, unpackReading } from './PackedReading';

function reading(data: unknown, generation = 0, fetchedAt = 0) {
  return {
    data,
    version: 'v',
    generation,
    missing: [],
    truncated: false,
    fetchedAt,
    freshUntil: 1,
    usableUntil: 2,
  };
}

describe('packReading', () => {
  it.each([
    ['nothing', null],
    ['a little', { a: 1 }],
    ['much', { text: 'Ünïcode '.repeat(5_000) }],
    ['what looks like gzip', gzipSync('x').toString('latin1')],
    [
      'names of Object',
      JSON.parse('{"__proto__":{"polluted":1},"toString":2}'),
    ],
  ])('gives back %s as it was', (_name, data) => {
    const unpacked = unpackReading(packReading(reading(data)));
    expect(JSON.stringify(unpacked.data)).toBe(JSON.stringify(data));
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });

  it('holds no more memory than it is long', () => {
    const { packed } = packReading(
      reading({ text: 'many words '.repeat(999) }),
    );
    expect(packed.buffer.byteLength).toBe(packed.byteLength);
    const small = packReading(reading({ a: 1 })).packed;
    expect(small.buffer.byteLength).toBe(small.byteLength);
  });
});

describe('LruReadingCache', () => {
  it('keeps the newest: a higher generation, then the later read', () => {
    const cache = new LruReadingCache({ maxBytes: 100_000 });
    const offer = (name: string, generation: number, fetchedAt: number) =>
      cache.offer('k', packReading(reading(name, generation, fetchedAt)));
    const kept = () => unpackReading(cache.get('k')!).data;

    offer('first', 1, 10);
    offer('begun before', 1, 5);
    expect(kept()).toBe('first');
    offer('after a change', 2, 7);
    expect(kept()).toBe('after a change');
    offer('late, of before the change', 1, 99);
    expect(kept()).toBe('after a change');
  });

  it('is bounded by bytes', () => {
    const cache = new LruReadingCache({ maxBytes: 10_000 });
    for (let i = 0; i < 100; i++) {
      cache.offer(`k${i}`, packReading(reading(i)));
    }
    expect(cache.get('k0')).toBeUndefined();
    expect(cache.get('k99')).toBeDefined();
  });
});

import { mockServices } from '@backstage/backend-test-utils';
import { LruReadingCache } from '../facets/LruReadingCache';
import { packReading } from '../facets/PackedReading';
import { PageCache } from '../pages/PageCache';
import { MemoryWatch } from './MemoryWatch';

describe('MemoryWatch', () => {
  it.each([
    [0.5, 20],
    [0.95, 10],
  ])('with %d of the heap in use leaves %d of 20 cached', (used, left) => {
    const readings = new LruReadingCache({ maxBytes: 1_000_000 });
    const pages = new PageCache({ maxBytes: 1_000_000 });
    for (let at = 0; at < 20; at++) {
      readings.offer(
        `k${at}`,
        packReading({
          data: 'the same length',
          version: 'v',
          generation: 0,
          missing: [],
          truncated: false,
          fetchedAt: 0,
          freshUntil: 1,
          usableUntil: 2,
        }),
      );
      pages.set({ etag: `e${at}`, gzip: new Uint8Array(100) });
    }
    const watch = new MemoryWatch({
      caches: [readings, pages],
      logger: mockServices.logger.mock(),
      used: () => used,
    });
    watch.look();
    watch.stop();

    const kept = (has: (at: number) => unknown) =>
      Array.from({ length: 20 }, (_, at) => has(at)).filter(Boolean).length;
    expect(kept(at => readings.get(`k${at}`))).toBe(left);
    expect(kept(at => pages.get(`e${at}`))).toBe(left);
    expect(readings.get('k19')).toBeDefined();
  });
});

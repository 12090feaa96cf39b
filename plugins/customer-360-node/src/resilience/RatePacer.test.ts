import { RatePacer } from './RatePacer';

describe('RatePacer', () => {
  it('lets a second’s worth through, then one each interval', () => {
    const pacer = new RatePacer(() => 1_000_000);
    const waits = Array.from({ length: 6 }, () => pacer.reserve(4));
    expect(waits).toEqual([0, 0, 0, 0, 250, 500]);
  });

  it('makes the first call below one a second wait for nothing', () => {
    let now = 1_000_000;
    const pacer = new RatePacer(() => now);
    expect(pacer.reserve(0.5)).toBe(0);
    expect(pacer.reserve(0.5)).toBe(2_000);
    now += 60_000;
    expect(pacer.reserve(0.5)).toBe(0);
  });
});

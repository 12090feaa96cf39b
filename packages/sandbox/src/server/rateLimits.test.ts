import { FixedWindow, TokenBucket } from './rateLimits.ts';

const at = (ms: number) => new Date(1_800_000_000_000 + ms);

describe('FixedWindow', () => {
  it('refuses what comes after the limit until the window is over', () => {
    const window = new FixedWindow({ limit: 2, windowMs: 1_000 });

    expect(window.take(at(0))).toMatchObject({ allowed: true, remaining: 1 });
    expect(window.take(at(10))).toMatchObject({ allowed: true, remaining: 0 });
    expect(window.take(at(400))).toMatchObject({
      allowed: false,
      remaining: 0,
      resetMs: 600,
    });
    expect(window.take(at(1_000))).toMatchObject({
      allowed: true,
      remaining: 1,
    });
  });

  it('does not lock for days after the clock was moved back', () => {
    const window = new FixedWindow({ limit: 1, windowMs: 1_000 });
    window.take(at(86_400_000));

    expect(window.take(at(0)).allowed).toBe(true);
  });
});

describe('TokenBucket', () => {
  it('allows a burst and then refills steadily', () => {
    const bucket = new TokenBucket({ limit: 3, perSecond: 2 });

    expect([0, 0, 0, 0].map(ms => bucket.take(at(ms)).allowed)).toEqual([
      true,
      true,
      true,
      false,
    ]);
    expect(bucket.take(at(499)).allowed).toBe(false);
    expect(bucket.take(at(501)).allowed).toBe(true);
  });

  it('says how long to wait', () => {
    const bucket = new TokenBucket({ limit: 1, perSecond: 4 });
    bucket.take(at(0));

    expect(bucket.take(at(0))).toMatchObject({ allowed: false, resetMs: 250 });
  });
});

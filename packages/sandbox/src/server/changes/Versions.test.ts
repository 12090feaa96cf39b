import { LONGEST_LAG_MS, ReadLag } from './ReadLag.ts';
import { Versions } from './Versions.ts';

function setUp() {
  let at = 1_000_000;
  const lag = new ReadLag(() => at);
  return {
    lag,
    versions: new Versions<string, string>(lag),
    wait: (ms: number) => {
      at += ms;
    },
  };
}

describe('what callers changed', () => {
  it('is read at once without a lag', () => {
    const { versions } = setUp();
    versions.set('a', 'first');
    versions.set('a', 'second');
    expect(versions.get('a')).toBe('second');
    expect(versions.get('b')).toBeUndefined();
  });

  it('is read so late as the lag says, step by step', () => {
    const { versions, lag, wait } = setUp();
    lag.ms = 500;
    versions.set('a', 'first');
    expect(versions.get('a')).toBeUndefined();
    wait(300);
    versions.set('a', 'second');
    wait(200);
    expect(versions.get('a')).toBe('first');
    wait(300);
    expect(versions.get('a')).toBe('second');
  });

  it('is what a write works on, whatever reads are shown', () => {
    const { versions, lag } = setUp();
    lag.ms = 500;
    versions.set('a', 'first');
    expect(lag.writing(() => versions.get('a'))).toBe('first');
    expect(versions.get('a')).toBeUndefined();
  });

  it('is shown to reads again after a write that failed', () => {
    const { versions, lag } = setUp();
    lag.ms = 500;
    versions.set('a', 'first');
    expect(() =>
      lag.writing(() => {
        throw new Error('refused');
      }),
    ).toThrow('refused');
    expect(versions.get('a')).toBeUndefined();
  });

  it('is kept for the longest lag and no longer', () => {
    const { versions, lag, wait } = setUp();
    versions.set('a', 'first');
    wait(LONGEST_LAG_MS);
    versions.set('a', 'second');
    lag.ms = LONGEST_LAG_MS;
    expect(versions.get('a')).toBe('first');
    wait(LONGEST_LAG_MS + 1);
    versions.set('a', 'third');
    expect(versions.get('a')).toBe('second');
  });
});

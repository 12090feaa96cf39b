import fc from 'fast-check';
import { HourTally } from './HourTally';

const NOON = Date.parse('2026-09-10T12:00:00Z');
const MINUTE_MS = 60_000;

describe('HourTally', () => {
  it('counts by word, the most frequent first', () => {
    const tally = new HourTally();
    for (const word of ['b', 'a', 'c', 'c', 'c']) {
      tally.note(word, NOON);
    }
    expect(tally.counts(NOON)).toEqual([
      ['c', 3],
      ['a', 1],
      ['b', 1],
    ]);
  });

  it('knows nothing of more than an hour ago', () => {
    const tally = new HourTally();
    tally.note('a', NOON);
    expect(tally.counts(NOON + 59 * MINUTE_MS)).toEqual([['a', 1]]);
    expect(tally.counts(NOON + 60 * MINUTE_MS)).toEqual([]);
    expect(tally.counts(NOON)).toEqual([]);
  });

  it('has what is between 59 and 60 minutes old, whenever it happened', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 10 * MINUTE_MS }), {
          maxLength: 200,
        }),
        steps => {
          const tally = new HourTally();
          const happened: number[] = [];
          const within = (ms: number, now: number) =>
            happened.filter(at => at > now - ms).length;
          let now = NOON;
          for (const step of steps) {
            now += step;
            happened.push(now);
            tally.note('a', now);
            const [[, count]] = tally.counts(now);
            expect(count).toBeGreaterThanOrEqual(within(59 * MINUTE_MS, now));
            expect(count).toBeLessThanOrEqual(within(60 * MINUTE_MS, now));
          }
        },
      ),
    );
  });

  it('loses nothing where the clock is set back', () => {
    const tally = new HourTally();
    tally.note('a', NOON);
    tally.note('a', NOON - 30 * MINUTE_MS);
    expect(tally.counts(NOON)).toEqual([['a', 2]]);
  });
});

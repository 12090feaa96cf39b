import fc from 'fast-check';
import { bulkViewing } from './bulkViewing';
import type { LedgerEvent } from './Detector';
import { repeatedDenials } from './repeatedDenials';

const W = 100;

const events = fc
  .array(
    fc.record({
      at: fc.integer({ min: 0, max: 600 }),
      customer: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', null),
    }),
    { maxLength: 60 },
  )
  .map(list => [...list].sort((x, y) => x.at - y.at));

/** The same as the rule says it, point after point. */
function naive(times: readonly number[], threshold: number, since: number) {
  const counts = times.map((t, place) => ({
    at: t,
    count: times.filter((u, other) => u > t - W && other <= place).length,
  }));
  const over = counts.filter(
    ({ at, count }) => at >= since && count > threshold,
  );
  return over.length === 0
    ? undefined
    : { at: over[0].at, count: Math.max(...over.map(it => it.count)) };
}

describe('bulkViewing', () => {
  const many = (customers: number) => bulkViewing({ customers, withinMs: W });

  it('is more than so many customers, each of whom was not looked at before', () => {
    fc.assert(
      fc.property(
        events,
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 0, max: 400 }),
        (list, customers, since) => {
          const opened = list.filter(
            ({ at, customer }, place) =>
              customer !== null &&
              !list.some(
                (it, other) =>
                  other < place && it.customer === customer && it.at > at - W,
              ),
          );
          expect(many(customers).find(list, since)).toEqual(
            naive(
              opened.map(({ at }) => at),
              customers,
              since,
            ),
          );
        },
      ),
    );
  });

  it('does not take pages that stay open for browsing', () => {
    const tabs: LedgerEvent[] = [];
    for (let minute = 0; minute < 300; minute += 10) {
      for (const customer of ['a', 'b', 'c', 'd']) {
        tabs.push({ at: minute, customer });
      }
    }
    expect(many(3).find(tabs, 0)).toMatchObject({ at: 0 });
    expect(many(3).find(tabs, W)).toBeUndefined();
  });

  it('sees the same in less, as long as twice the window is there', () => {
    fc.assert(
      fc.property(events, fc.integer({ min: 200, max: 600 }), (list, since) => {
        const rule = many(3);
        expect(
          rule.find(
            list.filter(({ at }) => at >= since - rule.lookBackMs),
            since,
          ),
        ).toEqual(rule.find(list, since));
      }),
    );
  });
});

describe('repeatedDenials', () => {
  it('is more than so many refusals, of whatever', () => {
    fc.assert(
      fc.property(
        events,
        fc.integer({ min: 1, max: 10 }),
        fc.integer({ min: 0, max: 400 }),
        (list, attempts, since) => {
          expect(
            repeatedDenials({ attempts, withinMs: W }).find(list, since),
          ).toEqual(
            naive(
              list.map(({ at }) => at),
              attempts,
              since,
            ),
          );
        },
      ),
    );
  });
});

import { ownRange, timeRange } from './timeRange';

const now = new Date(2026, 10, 25, 15, 42, 7, 9);
const local = (...parts: [number, number, number]) =>
  new Date(...parts).toISOString();

describe('timeRange', () => {
  it('begins with whole days here, so that the next page is of the same range', () => {
    expect(timeRange({ range: 'today' }, now)).toEqual({
      from: local(2026, 10, 25),
    });
    expect(timeRange({ range: '7d' }, now)).toEqual({
      from: local(2026, 10, 19),
    });
    expect(timeRange({ range: '30d' }, now)).toEqual(
      timeRange({ range: '30d' }, new Date(2026, 10, 25, 23, 59)),
    );
    expect(timeRange({ range: 'all' }, now)).toEqual({});
  });

  it('has the last day of an own range in it, and may be open', () => {
    expect(
      timeRange(
        { range: 'own', fromDay: '2026-11-01', toDay: '2026-11-02' },
        now,
      ),
    ).toEqual({ from: local(2026, 10, 1), to: local(2026, 10, 3) });
    expect(timeRange({ range: 'own', toDay: '2026-12-31' }, now)).toEqual({
      to: local(2027, 0, 1),
    });
    expect(ownRange(now)).toEqual({
      range: 'own',
      fromDay: '2026-11-19',
      toDay: '2026-11-25',
    });
  });
});

import { newestFirst, soonestFirst } from './order';

const records = [
  { id: 'a', at: '2026-01-02T00:00:00Z' },
  { id: 'b', at: undefined },
  { id: 'c', at: '2026-01-03T00:00:00Z' },
  { id: 'd', at: '2026-01-02T00:00:00Z' },
];

const ids = (order: (typeof records)[number][]) =>
  order.map(({ id }) => id).join('');

describe('order', () => {
  it('should put the newest first, equal ones as they came, unknown ones last', () => {
    expect(ids([...records].sort(newestFirst(({ at }) => at)))).toBe('cadb');
  });

  it('should put the soonest first, equal ones as they came, unknown ones last', () => {
    expect(ids([...records].sort(soonestFirst(({ at }) => at)))).toBe('adcb');
  });
});

import { parseRetryAfter } from './parseRetryAfter';

const now = Date.parse('2026-11-23T12:00:00Z');

describe('parseRetryAfter', () => {
  it.each([
    ['7', '2026-11-23T12:00:07.000Z'],
    [' 0 ', '2026-11-23T12:00:00.000Z'],
    ['1.5', '2026-11-23T12:00:01.500Z'],
    ['Mon, 23 Nov 2026 12:05:00 GMT', '2026-11-23T12:05:00.000Z'],
  ])('reads %s', (value, expected) => {
    expect(parseRetryAfter(value, now)?.toISOString()).toBe(expected);
  });

  it.each([undefined, '', '-5', 'soon', 'NaN', '7; DROP', 'Xxx, nonsense'])(
    'takes nothing from %s',
    value => {
      expect(parseRetryAfter(value, now)).toBeUndefined();
    },
  );

  it('stays a date however large the number', () => {
    const date = parseRetryAfter('9'.repeat(40), now);
    expect(Number.isNaN(date!.getTime())).toBe(false);
  });
});

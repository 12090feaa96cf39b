import { activeSince } from './activeSince';

const NOW = new Date('2026-11-23T10:47:00Z');
const WEEK = { days: 7, endedAgo: 0 };

describe('activeSince', () => {
  it('is nobody where the last event lies before the window', () => {
    expect(activeSince(99, '2026-10-10T16:00:00.000Z', WEEK, NOW)).toBe(0);
    expect(activeSince(99, '2026-11-15T23:59:59.000Z', WEEK, NOW)).toBe(0);
    expect(
      activeSince(99, '2026-10-16T23:00:00Z', { days: 7, endedAgo: 30 }, NOW),
    ).toBe(0);
  });

  it('is what the product says where the last event lies in it or after it', () => {
    expect(activeSince(99, '2026-11-16T00:00:00.000Z', WEEK, NOW)).toBe(99);
    expect(
      activeSince(99, '2026-10-17T00:00:00Z', { days: 7, endedAgo: 30 }, NOW),
    ).toBe(99);
  });

  it('guesses nothing', () => {
    expect(activeSince(undefined, '2026-01-01T00:00:00Z', WEEK, NOW)).toBe(
      undefined,
    );
    expect(activeSince(99, undefined, WEEK, NOW)).toBe(99);
  });
});

import { SharedClock } from './SharedClock';

const TEN_MINUTES = 600_000;

describe('SharedClock', () => {
  it.each([TEN_MINUTES, -TEN_MINUTES])(
    'follows the database when the host is off by %d ms',
    off => {
      let time = 1_000_000_000;
      const clock = new SharedClock({ local: () => time + off });

      clock.heard(time);
      expect(clock.now()).toBe(time);
      time += 5_000;
      expect(clock.now()).toBe(time);
    },
  );

  it('is right again at the next row after the host was set back', () => {
    let local = 1_000_000_000;
    const clock = new SharedClock({ local: () => local });
    clock.heard(local);
    local -= TEN_MINUTES;

    clock.heard(local + TEN_MINUTES);

    expect(clock.now()).toBe(local + TEN_MINUTES);
  });

  it('does not tremble with the way to the database', () => {
    const clock = new SharedClock({ local: () => 1_000_000 });
    clock.heard(1_000_900);
    expect(clock.now()).toBe(1_000_000);
  });
});

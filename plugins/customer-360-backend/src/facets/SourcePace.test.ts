import { SourcePace } from './SourcePace';

const order = (pace: SourcePace, ...ids: string[]) =>
  pace.slowestFirst(ids, id => id);

describe('SourcePace', () => {
  it('puts the slowest first, and what it does not know before all others', () => {
    const pace = new SourcePace();
    pace.note('quick', 40);
    pace.note('slow', 900);
    pace.note('medium', 300);
    expect(order(pace, 'quick', 'medium', 'slow', 'new')).toEqual([
      'new',
      'slow',
      'medium',
      'quick',
    ]);
  });

  it('leaves the order as it is where nothing is known', () => {
    expect(order(new SourcePace(), 'b', 'a', 'c')).toEqual(['b', 'a', 'c']);
  });

  it('follows a source that changes, though not at once', () => {
    const pace = new SourcePace();
    pace.note('a', 1_000);
    pace.note('b', 500);
    pace.note('a', 100);
    expect(order(pace, 'b', 'a')).toEqual(['a', 'b']);
    for (let at = 0; at < 5; at++) {
      pace.note('a', 100);
    }
    expect(order(pace, 'a', 'b')).toEqual(['b', 'a']);
  });
});

import { RoundMemory } from './RoundMemory';

const at = (minute: number) => new Date(Date.UTC(2026, 10, 9, 8, minute));

describe('RoundMemory', () => {
  it('keeps what was read for the page that follows, and for the same again', () => {
    const memory = new RoundMemory({ minutes: 30 });
    const first = memory.for(undefined, at(0));
    memory.goesOnAt('a');
    expect(memory.for('a', at(1))).toBe(first);
    // It failed, and is read again.
    expect(memory.for('a', at(29))).toBe(first);
  });

  it('keeps nothing at the begin of a round', () => {
    const memory = new RoundMemory({ minutes: 30 });
    const first = memory.for(undefined, at(0));
    expect(memory.for(undefined, at(1))).not.toBe(first);
  });

  it('keeps nothing where pages between were read elsewhere', () => {
    const memory = new RoundMemory({ minutes: 30 });
    const first = memory.for(undefined, at(0));
    memory.goesOnAt('a');
    const other = memory.for('b', at(1));
    expect(other).not.toBe(first);
    // The page after an earlier one, too, follows no longer.
    expect(memory.for('a', at(2))).not.toBe(other);
  });

  it.each([
    ['of an earlier round', 30],
    ['of a clock that was put back', -1],
  ])('keeps nothing %s at the very same cursor', (_name, minute) => {
    const memory = new RoundMemory({ minutes: 30 });
    const first = memory.for(undefined, at(0));
    memory.goesOnAt('a');
    expect(memory.for('a', at(minute))).not.toBe(first);
  });
});

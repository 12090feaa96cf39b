import { createWorld } from '../world/createWorld.ts';
import type { Company } from '../world/types.ts';
import type { Mark } from './Mark.ts';
import { markWorld } from './markWorld.ts';

const SIZE = 24;
const options = { seed: 7, size: SIZE, today: '2026-11-26' };

function marked() {
  const { world, marks } = markWorld(createWorld(options));
  const names = Array.from({ length: SIZE }, (_, index) =>
    world.ids.catalog(index),
  );
  return { world, marks, names };
}

/** Days and times may meet those of another company. */
function isOneOfAKind({ kind }: Mark): boolean {
  return !/\.(at|close|end)$/.test(kind);
}

function whole(company: Company): string {
  return JSON.stringify(company);
}

describe('markWorld', () => {
  it('gives every field a value that is nowhere else in the world', () => {
    const { marks, names } = marked();
    const values = names
      .flatMap(name => marks.of(name) ?? [])
      .filter(isOneOfAKind)
      .map(({ kind, value }) => `${kind.split('.')[0]} ${value}`);
    expect(values.length).toBeGreaterThan(1_000);
    expect(new Set(values).size).toBe(values.length);
  });

  it('puts every mark into its company, the same for the same seed', () => {
    const { world, marks, names } = marked();
    const again = marked();
    for (const [index, name] of names.entries()) {
      const text = whole(world.company(index));
      expect(whole(again.world.company(index))).toBe(text);
      for (const { value } of marks.of(name) ?? []) {
        expect(text).toContain(String(value));
      }
    }
  });

  it('has a record of every kind on no deal, on an open and on a private one', () => {
    const { marks, names } = marked();
    for (const name of names) {
      for (const kind of ['note.body', 'call.body', 'email.body']) {
        const traits = (marks.of(name) ?? [])
          .filter(mark => mark.kind === kind)
          .map(mark => mark.traits.join(' '));
        expect(new Set(traits)).toEqual(
          new Set(['past', 'past deal', 'past deal private']),
        );
      }
    }
  });

  it('renews one kind of one company and nothing else', () => {
    const { world, marks, names } = marked();
    const [first, second] = names;
    const before = marks.of(first) ?? [];
    const other = whole(world.company(1));
    marks.renew(first, 'deal.amount');
    const after = marks.of(first) ?? [];
    expect(after).toHaveLength(before.length);
    for (const [at, mark] of after.entries()) {
      expect(mark.kind).toBe(before[at].kind);
      expect(mark.value === before[at].value).toBe(mark.kind !== 'deal.amount');
    }
    expect(whole(world.company(1))).toBe(other);
    expect(marks.of(second)).toBeDefined();
  });

  it.each([
    ['deal', (company: Company) => company.relationship.opportunities.length],
    ['note', (company: Company) => company.relationship.notes.length],
    ['ticket', (company: Company) => company.tickets.length],
  ])('adds a %s where that is renewed', (kind, count) => {
    const { world, marks, names } = marked();
    const before = count(world.company(0));
    marks.renew(names[0], kind);
    expect(count(world.company(0))).toBe(before + 1);
  });

  it('knows no marks of somebody else', () => {
    const { marks } = marked();
    expect(marks.of('cus-nobody')).toBeUndefined();
    expect(() => marks.renew('cus-nobody', 'deal')).not.toThrow();
  });
});

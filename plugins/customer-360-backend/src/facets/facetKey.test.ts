import fc from 'fast-check';
import { facetKey, unitKey, type FacetUnit } from './facetKey';

const hostile = fc.oneof(
  fc.constantFrom(
    '',
    '*',
    '{}',
    '{a}',
    ':',
    '/',
    '"',
    '\\',
    '__proto__',
    '\u0000',
    'caf\u00e9',
    'cafe\u0301',
  ),
  fc.string({ unit: 'binary', maxLength: 20 }),
);

const parts = fc.record({
  source: hostile,
  credential: fc.constantFrom('one', 'another'),
  customer: hostile,
  domain: fc.option(hostile, { nil: undefined }),
  account: hostile,
  linkVersion: hostile,
});

type Parts = typeof parts extends fc.Arbitrary<infer T> ? T : never;

function unit(of: Parts): FacetUnit {
  return {
    source: {
      id: of.source,
      credentialScope: of.credential,
    } as FacetUnit['source'],
    account: {
      id: of.account,
      customer: { ref: of.customer, domain: of.domain },
    } as FacetUnit['account'],
    linkVersion: of.linkVersion,
  };
}

describe('fault 38: the key that a reading is kept under', () => {
  it('is the same for the same, and another one where any part is another', () => {
    fc.assert(
      fc.property(parts, parts, (one, other) => {
        expect(unitKey(unit(one))).toBe(unitKey(unit({ ...one })));
        for (const part of Object.keys(one) as Array<keyof Parts>) {
          const changed = { ...one, [part]: other[part] };
          const same = (one[part] ?? '') === (other[part] ?? '');
          expect(unitKey(unit(changed)) === unitKey(unit(one))).toBe(same);
        }
      }),
    );
  });

  it('does not move what stands in one part into the next', () => {
    fc.assert(
      fc.property(hostile, hostile, hostile, (a, b, c) => {
        fc.pre(b !== '');
        const left = unit({
          source: a + b,
          credential: 'one',
          customer: c,
          domain: undefined,
          account: a + b,
          linkVersion: c,
        });
        const right = unit({
          source: a,
          credential: 'one',
          customer: b + c,
          domain: undefined,
          account: a,
          linkVersion: b + c,
        });
        expect(unitKey(left)).not.toBe(unitKey(right));
      }),
    );
  });

  it('has one hash tag and nothing else that a store has a meaning for', () => {
    fc.assert(
      fc.property(parts, of => {
        expect(facetKey(unitKey(unit(of)), 'tickets')).toMatch(
          /^(one|another):\{[\w-]{43}\}:tickets$/,
        );
      }),
    );
  });
});

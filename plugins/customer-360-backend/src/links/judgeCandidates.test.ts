import {
  CANDIDATE_RULES,
  type CandidateRule,
} from '@customer-360/backstage-plugin-customer-360-common';
import { judgeCandidates, type CandidateFacts } from './judgeCandidates';

const facts = (options: Partial<CandidateFacts> = {}): CandidateFacts => ({
  elsewhere: new Set(),
  undone: new Set(),
  domainShared: false,
  domain: 'acme.example',
  ...options,
});

const hit = (id: string, rule: CandidateRule) => ({ id, rule });

/** Ids that may be linked by themselves. */
const freeOf = (judged: ReturnType<typeof judgeCandidates>) =>
  judged.flatMap(({ id, obstacle }) => (obstacle ? [] : [id]));

const STRONG: CandidateRule[] = ['external_id', 'metadata'];
const WEAK: CandidateRule[] = ['domain', 'email'];

describe('judgeCandidates', () => {
  it('has nothing to say of none', () => {
    expect(judgeCandidates([], facts())).toEqual([]);
  });

  it.each(CANDIDATE_RULES)('links the only one by %s', rule => {
    expect(judgeCandidates([hit('a', rule)], facts())).toEqual([
      { id: 'a', rule },
    ]);
  });

  it.each(CANDIDATE_RULES)('guesses none of two by %s', rule => {
    expect(judgeCandidates([hit('a', rule), hit('b', rule)], facts())).toEqual([
      { id: 'a', rule, obstacle: 'several' },
      { id: 'b', rule, obstacle: 'several' },
    ]);
  });

  it.each(CANDIDATE_RULES)(
    'links none by %s that another customer has, nor one that was undone',
    rule => {
      const a = hit('a', rule);
      expect(
        judgeCandidates([a], facts({ elsewhere: new Set(['a']) })),
      ).toEqual([{ ...a, obstacle: 'elsewhere' }]);
      expect(judgeCandidates([a], facts({ undone: new Set(['a']) }))).toEqual([
        { ...a, obstacle: 'undone' },
      ]);
    },
  );

  it.each(CANDIDATE_RULES)(
    'does not take the second by %s because the first is not free',
    rule => {
      const found = [hit('a', rule), hit('b', rule)];
      for (const taken of ['elsewhere', 'undone'] as const) {
        const judged = judgeCandidates(
          found,
          facts({ [taken]: new Set(['a']) }),
        );
        expect(judged).toMatchObject([
          { obstacle: taken },
          { obstacle: 'several' },
        ]);
      }
    },
  );

  it.each(STRONG.flatMap(strong => WEAK.map(weak => [strong, weak] as const)))(
    'prefers %s to %s',
    (strong, weak) => {
      const found = [hit('a', weak), hit('b', strong), hit('c', weak)];
      expect(freeOf(judgeCandidates(found, facts()))).toEqual(['b']);
      // What is named is not free: what merely looks alike does not take its place.
      for (const taken of ['elsewhere', 'undone'] as const) {
        expect(
          freeOf(
            judgeCandidates(
              found.slice(0, 2),
              facts({ [taken]: new Set(['b']) }),
            ),
          ),
        ).toEqual([]);
      }
    },
  );

  it('guesses none where id and metadata contradict each other', () => {
    const found = [hit('a', 'external_id'), hit('b', 'metadata')];
    expect(freeOf(judgeCandidates(found, facts()))).toEqual([]);
  });

  it('links by domain nobody who shares it, and still by id', () => {
    const shared = facts({ domainShared: true });
    for (const rule of WEAK) {
      expect(judgeCandidates([hit('a', rule)], shared)).toMatchObject([
        { obstacle: 'shared_domain' },
      ]);
    }
    for (const rule of STRONG) {
      expect(freeOf(judgeCandidates([hit('a', rule)], shared))).toEqual(['a']);
    }
  });

  it('takes no domain for somebody’s where everybody has an address', () => {
    const everybodys = facts({ domain: 'gmail.com' });
    for (const rule of WEAK) {
      expect(judgeCandidates([hit('a', rule)], everybodys)).toMatchObject([
        { obstacle: 'public_domain' },
      ]);
    }
  });
});

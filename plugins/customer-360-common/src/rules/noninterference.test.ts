import fc from 'fast-check';
import { FACET_IDS, type FacetId } from '../facets/facetDefinitions';
import type { FacetViews } from '../view/FacetView';
import { composeAnswers } from './answers';
import { findConflicts } from './conflicts';
import { evaluateIndicators } from './indicators';
import { BRIGHTWATER, brightwater } from './__testUtils__/brightwater';
import { lowered, NOW, type Level } from './__testUtils__/views';
import { composeUpcoming } from './upcoming';

function everything(facets: FacetViews) {
  return {
    answers: composeAnswers({ customer: BRIGHTWATER, facets, now: NOW }),
    upcoming: composeUpcoming(facets, NOW),
    indicators: evaluateIndicators(facets, NOW),
    conflicts: findConflicts(facets, NOW),
  };
}

const anyLevels = fc
  .tuple(
    ...FACET_IDS.map(id =>
      fc
        .constantFrom<Level>('full', 'summary', 'none')
        .map((level): [FacetId, Level] => [id, level]),
    ),
  )
  .map(
    entries => Object.fromEntries(entries) as Partial<Record<FacetId, Level>>,
  );

describe('rules and what a reader may not see', () => {
  it('shows the canaries to somebody who may see all', () => {
    const all = JSON.stringify(everything(brightwater()));
    for (const id of ['subscriptions', 'contracts', 'opportunities'] as const) {
      expect(all).toContain(`canary-full-${id}`);
    }
  });

  it('never tells anything of a denied facet, or of a summary more than it', () => {
    fc.assert(
      fc.property(anyLevels, levels => {
        const views = lowered(brightwater(), levels, true);
        const text = JSON.stringify(everything(views));
        const forbidden = FACET_IDS.flatMap(id => {
          switch (views[id]?.level) {
            case 'none':
              return [`canary-${id}`, `canary-full-${id}`];
            case 'summary':
              return [`canary-full-${id}`];
            default:
              return [];
          }
        });
        expect(forbidden.filter(canary => text.includes(canary))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('gives the same whether or not the hidden part is there', () => {
    fc.assert(
      fc.property(anyLevels, levels => {
        expect(everything(lowered(brightwater(), levels, true))).toEqual(
          everything(lowered(brightwater(), levels)),
        );
      }),
      { numRuns: 300 },
    );
  });

  it('says of every denied input that it is denied, and who may see it', () => {
    const levels = Object.fromEntries(FACET_IDS.map(id => [id, 'none']));
    const { answers, ...rest } = everything(
      lowered(brightwater(), levels as Record<FacetId, Level>),
    );
    expect(rest).toEqual({ upcoming: [], indicators: [], conflicts: [] });
    for (const { missing, provenance } of Object.values(answers)) {
      expect(missing).not.toHaveLength(0);
      expect(provenance).toEqual({ sources: [], stale: false });
      for (const input of missing) {
        expect(input).toMatchObject({
          state: 'denied',
          whoMaySee: 'the account team',
        });
      }
    }
  });
});

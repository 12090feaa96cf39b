import fc from 'fast-check';
import type { FacetDefinition } from '../facets/defineFacet';
import {
  facetDefinitions,
  FACET_IDS,
  type FacetId,
} from '../facets/facetDefinitions';
import { observe, OBSERVED_FACETS } from '../observations/observedFacets';
import type { ObservedReading } from '../observations/ObservedReading';
import type { FacetViews } from '../view/FacetView';
import { composeAnswers } from './answers';
import { findConflicts } from './conflicts';
import { evaluateIndicators } from './indicators';
import { renewalRisk } from './risk';
import { BRIGHTWATER, brightwater } from './__testUtils__/brightwater';
import { lowered, NOW, type Level } from './__testUtils__/views';
import { summaryOf } from './visible/visibleFacet';
import { composeUpcoming } from './upcoming';

/** What was observed of all facets 30 and 90 days before, half of it then. */
const PAST: readonly ObservedReading[] = ['2026-08-25', '2026-10-24'].flatMap(
  day =>
    OBSERVED_FACETS.map(facet => ({
      facet,
      asOf: `${day}T08:00:00.000Z`,
      figures: observe(facet, summaryOf(brightwater(), facet) as never).map(
        figure => ({ ...figure, value: figure.value * 2 }),
      ),
    })),
);

function everything(
  facets: FacetViews,
  past: readonly ObservedReading[] = PAST,
) {
  return {
    answers: composeAnswers({ customer: BRIGHTWATER, facets, past, now: NOW }),
    upcoming: composeUpcoming(facets, NOW),
    indicators: evaluateIndicators(facets, NOW, undefined, past),
    conflicts: findConflicts(facets, NOW),
    risk: renewalRisk({ facets, past, now: NOW }),
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

  it('gives the same whether or not anything was observed of what is hidden', () => {
    fc.assert(
      fc.property(anyLevels, levels => {
        const views = lowered(brightwater(), levels, true);
        const visible = PAST.filter(
          ({ facet }) => views[facet] && views[facet].level !== 'none',
        );
        expect(JSON.stringify(everything(views))).toBe(
          JSON.stringify(everything(views, visible)),
        );
      }),
      { numRuns: 300 },
    );
    expect(everything(brightwater())).not.toEqual(
      everything(brightwater(), []),
    );
  });

  it('observes nothing that a label hides: a figure is the same without any', () => {
    for (const { id, redact, summarize } of Object.values(
      facetDefinitions as unknown as Record<string, FacetDefinition>,
    )) {
      const view = brightwater()[id as FacetId];
      if (!OBSERVED_FACETS.includes(id as FacetId) || view?.level !== 'full') {
        continue;
      }
      const figures = (data: unknown) =>
        observe(id as FacetId, summarize!(data as never, NOW) as never);
      const { data } = redact?.(view.data as never, () => false) ?? view;
      expect(figures(data)).toEqual(figures(view.data));
    }
  });

  it('says of every denied input that it is denied, and who may see it', () => {
    const levels = Object.fromEntries(FACET_IDS.map(id => [id, 'none']));
    const { answers, ...rest } = everything(
      lowered(brightwater(), levels as Record<FacetId, Level>),
    );
    expect(rest).toEqual({
      upcoming: [],
      indicators: [],
      conflicts: [],
      risk: { band: 'unknown', reasons: [], weights: {} },
    });
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

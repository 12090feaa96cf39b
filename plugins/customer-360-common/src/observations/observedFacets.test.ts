import { brightwater, BRIGHTWATER } from '../rules/__testUtils__/brightwater';
import { NOW } from '../rules/__testUtils__/views';
import { composeAnswers } from '../rules/answers/composeAnswers';
import { evaluateIndicators } from '../rules/indicators/evaluateIndicators';
import { summaryOf } from '../rules/visible/visibleFacet';
import type { FacetId } from '../facets/facetDefinitions';
import type { FacetViews } from '../view/FacetView';
import { observe, OBSERVED_FACETS, restore } from './observedFacets';

const customer = BRIGHTWATER;

function figuresOf(facet: FacetId) {
  return observe(facet, summaryOf(brightwater(), facet) as never);
}

/** The page of a day of which only figures are left. */
function remembered(earlier?: { day: string }): FacetViews {
  return Object.fromEntries(
    OBSERVED_FACETS.map(facet => {
      const figures = figuresOf(facet);
      const summary = restore(facet, {
        figures,
        source: 'kept',
        earlier: earlier && { ...earlier, figures },
      });
      return [facet, { level: 'summary', state: 'ok', summary, sources: [] }];
    }),
  );
}

describe('observations', () => {
  it('give back the figures of every tile', () => {
    const then = composeAnswers({ customer, facets: brightwater(), now: NOW });
    const kept = composeAnswers({ customer, facets: remembered(), now: NOW });

    expect(kept.pays.mrr).toEqual(then.pays.mrr);
    expect(kept.pays.arr).toEqual(then.pays.arr);
    expect(kept.pays.overdue).toMatchObject({
      amounts: then.pays.overdue!.amounts,
      count: then.pays.overdue!.count,
      oldestDays: then.pays.overdue!.oldestDays,
    });
    expect(kept.pays.failing).toBe(then.pays.failing);
    expect(kept.renews).toMatchObject({
      kind: then.renews.kind,
      day: then.renews.day,
      noticeDay: then.renews.noticeDay,
    });
    expect(kept.uses).toMatchObject({
      weeklyActive: then.uses.weeklyActive,
      monthlyActive: then.uses.monthlyActive,
      seats: then.uses.seats,
      featuresAdopted: then.uses.featuresAdopted,
    });
    expect(kept.relationship.health).toMatchObject({
      score: then.relationship.health!.score,
      scale: then.relationship.health!.scale,
      direction: then.relationship.health!.direction,
      coverage: then.relationship.health!.coverage,
    });
    expect(kept.relationship.nps?.score).toBe(then.relationship.nps?.score);
    expect(kept.threads).toMatchObject({
      open: then.threads.open,
      bySeverity: then.threads.bySeverity,
      oldestOpenDays: then.threads.oldestOpenDays,
      escalated: then.threads.escalated,
      satisfaction: { binary: then.threads.satisfaction?.binary },
    });
  });

  it('are numbers alone: no record, no name, no word of anybody', () => {
    for (const facet of OBSERVED_FACETS) {
      for (const { metric, unit, value } of figuresOf(facet)) {
        expect(Number.isFinite(value)).toBe(true);
        expect(metric).toMatch(/^[a-z0-9-]{1,40}$/);
        expect(unit).toMatch(
          /^([A-Z]{3}|-?[\d.]+\.\.[\d.]+ (higher|lower)-is-better|of [\d.]+|urgent|high|normal|low|)$/,
        );
      }
    }
  });

  it('tell how a figure has moved, against those of an earlier day', () => {
    const facets = remembered({ day: '2026-10-24' });
    expect(summaryOf(facets, 'subscriptions')?.mrrBefore).toMatchObject({
      day: '2026-10-24',
      mrr: summaryOf(facets, 'subscriptions')!.mrr,
      basis: 'observed',
    });
    expect(summaryOf(facets, 'health')?.previous?.score).toBe(
      summaryOf(facets, 'health')!.score,
    );
    // Nothing has moved, so nothing is said to have.
    expect(
      evaluateIndicators(facets, NOW).filter(({ id }) =>
        /mrr|usage|health/.test(id),
      ),
    ).toEqual([]);
  });

  it('do not compare a score with one on another scale', () => {
    const [score, ...rest] = figuresOf('health');
    const earlier = [{ ...score, unit: '0..10 higher-is-better' }, ...rest];
    expect(
      restore('health', {
        figures: [score, ...rest],
        source: 'kept',
        earlier: { day: '2026-10-24', figures: earlier },
      })?.previous,
    ).toBeUndefined();
  });

  it('say nothing where nothing was kept', () => {
    for (const facet of OBSERVED_FACETS) {
      expect(restore(facet, { figures: [], source: 'kept' })).toBeUndefined();
    }
  });

  it('remember that there was nothing', () => {
    const figures = observe('subscriptions', {
      plans: [],
      mrr: [],
      arr: [],
      mrrHistory: [],
      policy: 'p',
    });
    expect(restore('subscriptions', { figures, source: 'kept' })?.mrr).toEqual(
      [],
    );
    expect(
      restore('invoices', { figures: observe('invoices', {}), source: 'kept' }),
    ).toEqual({});
  });
});

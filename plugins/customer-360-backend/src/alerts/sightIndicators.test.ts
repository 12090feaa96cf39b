import {
  INDICATOR_KINDS,
  type FacetState,
  type FacetViews,
  type Indicator,
} from '@customer-360/backstage-plugin-customer-360-common';
import { sightIndicators, unsureUnlessDue } from './sightIndicators';

const indicatorOf = (id: string, facets: Indicator['facets']): Indicator => ({
  id,
  answer: 'renews',
  tone: 'watch',
  word: 'Soon',
  text: 'Renews in 10 days',
  rule: 'within 60 days',
  now: { text: '2026-10-01' },
  facets,
});

function viewsOf(
  states: Record<string, FacetState>,
  source: object = {},
): FacetViews {
  return Object.fromEntries(
    Object.entries(states).map(([id, state]) => [
      id,
      {
        level: state === 'denied' ? 'none' : 'full',
        state,
        sources: [{ id: 's', title: 'S', state, ...source }],
      },
    ]),
  ) as FacetViews;
}

function sight(
  id: string,
  facets: FacetViews,
  indicator?: Indicator,
  isUnsure?: typeof unsureUnlessDue,
) {
  const [sighting] = sightIndicators({
    kinds: INDICATOR_KINDS.filter(kind => kind.id === id),
    facets,
    indicators: indicator ? [indicator] : [],
    digestOf: () => 'digest',
    isUnsure,
  });
  return sighting.kind;
}

describe('sightIndicators', () => {
  it.each<[FacetState, string]>([
    ['ok', 'absent'],
    ['empty', 'absent'],
    ['stale', 'held'],
    ['partial', 'held'],
    ['unavailable', 'held'],
    ['no_access', 'held'],
    ['unlinked', 'held'],
    ['denied', 'held'],
    ['unconfigured', 'held'],
  ])('of a facet that is %s, what is not there is %s', (state, kind) => {
    expect(sight('escalation-open', viewsOf({ tickets: state }))).toBe(kind);
  });

  it.each<[FacetState, string]>([
    ['ok', 'there'],
    ['stale', 'held'],
    ['partial', 'held'],
    ['unavailable', 'held'],
  ])('of a facet that is %s, what is there is %s', (state, kind) => {
    expect(
      sight(
        'escalation-open',
        viewsOf({ tickets: state }),
        indicatorOf('escalation-open', ['tickets']),
      ),
    ).toBe(kind);
  });

  it('holds back what one of two inputs keeps back', () => {
    const facets = viewsOf({ activity: 'ok', entitlements: 'stale' });
    expect(sight('seats-over', facets)).toBe('held');
    expect(
      sight(
        'seats-over',
        facets,
        indicatorOf('seats-over', ['activity', 'entitlements']),
      ),
    ).toBe('held');
  });

  it.each<[Record<string, FacetState>, Indicator['facets'], string]>([
    [{ contracts: 'ok', subscriptions: 'stale' }, ['contracts'], 'there'],
    [{ contracts: 'stale', subscriptions: 'ok' }, ['subscriptions'], 'held'],
    [{ contracts: 'denied', subscriptions: 'ok' }, ['subscriptions'], 'there'],
    [{ contracts: 'empty', subscriptions: 'stale' }, ['subscriptions'], 'held'],
  ])('asks what is asked last only where it was: %j', (states, made, kind) => {
    expect(
      sight(
        'renewal-window',
        viewsOf(states),
        indicatorOf('renewal-window', made),
      ),
    ).toBe(kind);
  });

  it('tells what is merely due to be read from what could not be', () => {
    const due = viewsOf({ tickets: 'stale' }, { renewing: true });
    const failed = viewsOf(
      { tickets: 'stale' },
      { renewing: true, reason: 'network' },
    );
    expect(sight('escalation-open', due, undefined, unsureUnlessDue)).toBe(
      'absent',
    );
    expect(sight('escalation-open', failed, undefined, unsureUnlessDue)).toBe(
      'held',
    );
  });
});

import {
  composeAnswers,
  evaluateIndicators,
  nothingToRenew,
  PORTFOLIO_SECTIONS,
  renewalRisk,
  type FacetDefinition,
  type FacetViews,
  type Indicator,
  type PortfolioReason,
  type PortfolioRow,
} from '@customer-360/backstage-plugin-customer-360-common';
import type { ReadableCustomer } from '../access/CustomerAccess';
import { customerHeader } from '../view/customerHeader';
import type { ListedViews } from './listedViews';
import { paysAnything } from './paysAnything';

const MRR_RULES = ['mrr-drop-30d', 'mrr-growth-30d'];
/** Indicators that say in other words what a rule of the risk says. */
const SAID_BY_RISK: readonly string[] = [
  'dormant-usage',
  'health-decline',
  'notice-window',
  'payment-failing',
];
const MAX_REASONS = 5;

/**
 * A row of the list, made of what the reader may see of this customer and of
 * nothing else. Pure.
 */
export function rowOf(options: {
  readonly customer: ReadableCustomer;
  readonly views: ListedViews;
  readonly definitions: readonly FacetDefinition[];
  readonly now: Date;
}): PortfolioRow {
  const { customer, definitions, now } = options;
  const { facets, past } = options.views;
  const header = customerHeader(customer.entity);
  const answers = composeAnswers({ customer: header, facets, past, now });
  const indicators = evaluateIndicators(facets, now, undefined, past);
  const risk = renewalRisk({ facets, past, now });
  const { pays, renews, relationship, threads, uses } = answers;
  const { health } = relationship;
  const moved = indicators.find(({ id }) => MRR_RULES.includes(id));
  return {
    ref: header.ref,
    namespace: header.namespace,
    name: header.name,
    title: header.title,
    ...(header.segment !== undefined && { segment: header.segment }),
    lifecycle: header.lifecycle,
    owner: header.owner,
    team: [...header.team],
    hidden: hiddenSections(facets, definitions),
    ...(pays.mrr && { mrr: pays.mrr }),
    ...(pays.change && {
      mrrChange: {
        percent: pays.change.percent,
        absolute: pays.change.absolute,
        currency: pays.change.currency,
        day: pays.change.day,
        tone: moved?.tone,
      },
    }),
    ...(renews.kind && {
      renews: {
        kind: renews.kind,
        day: renews.day,
        daysLeft: renews.daysLeft,
        noticeDay: renews.noticeDay,
        noticeDaysLeft: renews.noticeDaysLeft,
      },
    }),
    ...(health && {
      health: {
        score: health.score,
        max: health.scale.max,
        higherIsBetter: health.direction === 'higher-is-better',
        coverage: health.coverage,
      },
    }),
    ...(threads.bySeverity && { severity1: threads.bySeverity.urgent ?? 0 }),
    ...(uses.dormantDays !== undefined && { dormantDays: uses.dormantDays }),
    risk: nothingToRenew(header.lifecycle, paysAnything(pays))
      ? 'none'
      : risk.band,
    reasons: reasonsOf(risk.reasons, indicators),
    ...oldestOf(facets),
  };
}

function hiddenSections(
  facets: FacetViews,
  definitions: readonly FacetDefinition[],
): PortfolioRow['hidden'] {
  return PORTFOLIO_SECTIONS.filter(section => {
    const levels = definitions
      .filter(definition => definition.section === section)
      .flatMap(({ id }) => facets[id as keyof FacetViews]?.level ?? []);
    return levels.length > 0 && levels.every(level => level === 'none');
  });
}

function reasonsOf(
  risk: readonly PortfolioReason[],
  indicators: readonly Indicator[],
): PortfolioReason[] {
  return [
    ...risk,
    ...indicators
      .filter(({ id, tone }) => tone !== 'up' && !SAID_BY_RISK.includes(id))
      .map(({ id, text }) => ({ rule: id, text })),
  ].slice(0, MAX_REASONS);
}

function oldestOf(facets: FacetViews): Pick<PortfolioRow, 'oldest'> {
  const [oldest] = Object.values(facets)
    .flatMap(view => view?.sources ?? [])
    .flatMap(({ asOf, title }) =>
      asOf === undefined ? [] : [{ asOf, source: title }],
    )
    .sort((a, b) => (a.asOf < b.asOf ? -1 : 1));
  return oldest ? { oldest } : {};
}

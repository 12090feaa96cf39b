import { RELATION_OWNED_BY } from '@backstage/catalog-model';
import {
  composeAnswers,
  PORTFOLIO_SECTIONS,
  renewalRisk,
  type CustomerEntity,
  type FacetDefinition,
  type FacetViews,
  type PortfolioSection,
} from '@customer-360/backstage-plugin-customer-360-common';
import { customerHeader } from '../view/customerHeader';
import type { ListedViews } from './listedViews';
import { foldText, nameKey } from './nameKey';
import { paysAnything } from './paysAnything';
import type { PortfolioKeys } from './PortfolioKeys';
import type { ReportingCurrency } from './ReportingCurrency';

const DAY_MS = 24 * 60 * 60 * 1000;
const MOST = 2_147_483_647;

/**
 * What a customer is listed by, of all there is: each key by the section that it
 * needs, so that it can be left out with it. Pure.
 */
export function keysOf(options: {
  readonly entity: CustomerEntity;
  /** Of a reader who may see everything. */
  readonly views: ListedViews;
  readonly definitions: readonly FacetDefinition[];
  readonly reporting: ReportingCurrency;
  readonly now: Date;
}): PortfolioKeys {
  const { entity, definitions, reporting, now } = options;
  const { facets, past } = options.views;
  const customer = customerHeader(entity);
  const answersOf = (some: FacetViews) =>
    composeAnswers({ customer, facets: some, past, now });
  const answers = answersOf(facets);
  const { pays, relationship, threads } = answers;
  const contract = answersOf({ contracts: facets.contracts }).renews;
  const billing = answersOf({ subscriptions: facets.subscriptions }).renews;
  const { health } = relationship;
  const lastEventAt = answers.uses.lastEventAt;
  const percent = pays.change?.percent;
  return {
    ref: customer.ref,
    nameKey: nameKey(customer.title),
    searchText: foldText(
      [customer.title, customer.domain ?? '', customer.name].join(' '),
    ),
    segment: customer.segment,
    lifecycle: customer.lifecycle,
    ownerKey: nameKey(
      customer.team.find(({ role }) => role === 'csm')?.ref ?? customer.owner,
    ),
    owners: (entity.relations ?? [])
      .filter(({ type }) => type === RELATION_OWNED_BY)
      .map(({ targetRef }) => targetRef),
    money: reporting.comparable(pays.mrr ?? []),
    pays: paysAnything(pays),
    mrrChange: whole(percent, 100),
    contractDay: dayNumber(contract.day),
    billingDay: dayNumber(billing.day),
    noticeDay: dayNumber(contract.noticeDay),
    lastEventDay: dayNumber(lastEventAt),
    health:
      health?.score === undefined ? undefined : whole(goodShare(health), 1_000),
    coverage: whole(health?.coverage, 1_000),
    severity1: threads.bySeverity && (threads.bySeverity.urgent ?? 0),
    weights: renewalRisk({ facets, past, now }).weights,
    oldest: oldestOf(facets, definitions),
  };
}

/** 0 is the worst of the scale, 1 the best, whichever way it runs. */
function goodShare(health: {
  score?: number;
  scale: { min: number; max: number };
  direction: 'higher-is-better' | 'lower-is-better';
}): number {
  const { min, max } = health.scale;
  const share = (health.score! - min) / (max - min);
  return health.direction === 'higher-is-better' ? share : 1 - share;
}

/**
 * As a column takes it, the largest for what is larger: from a cent to a fortune
 * is more percent than it holds. Undefined where there is no number, as on a
 * scale without extent.
 */
function whole(value: number | undefined, times: number): number | undefined {
  return value === undefined || !Number.isFinite(value)
    ? undefined
    : Math.max(-MOST, Math.min(MOST, Math.round(value * times)));
}

function dayNumber(day: string | undefined): number | undefined {
  return day === undefined ? undefined : Math.floor(Date.parse(day) / DAY_MS);
}

function oldestOf(
  facets: FacetViews,
  definitions: readonly FacetDefinition[],
): Partial<Record<PortfolioSection, string>> {
  const oldest: Partial<Record<PortfolioSection, string>> = {};
  for (const { id, section } of definitions) {
    const listed = PORTFOLIO_SECTIONS.find(each => each === section);
    const [asOf] = (facets[id as keyof FacetViews]?.sources ?? [])
      .flatMap(source => source.asOf ?? [])
      .sort();
    if (listed && asOf !== undefined) {
      const known = oldest[listed];
      oldest[listed] = known === undefined || asOf < known ? asOf : known;
    }
  }
  return oldest;
}

import type {
  PortfolioPage,
  PortfolioQuery,
  SavedView,
  SavedViewInput,
  SavedViewQuery,
  PortfolioRow,
} from '@customer-360/backstage-plugin-customer-360-common';
import type { PortfolioApi } from '../api/PortfolioApi';
import { Customer360Error } from '../api/Customer360Error';

function row(
  name: string,
  title: string,
  more: Partial<PortfolioRow> = {},
): PortfolioRow {
  return {
    ref: `customer:default/${name}`,
    namespace: 'default',
    name,
    title,
    segment: 'Enterprise',
    lifecycle: 'active',
    owner: 'group:default/csm-emea',
    team: [{ role: 'csm', ref: 'user:default/mara' }],
    hidden: [],
    risk: 'low',
    reasons: [],
    ...more,
  };
}

export const portfolioRows: readonly PortfolioRow[] = [
  row('cus-8f3a1c', 'Brightwater Logistics', {
    mrr: [{ amount: 480_000, currency: 'EUR' }],
    mrrChange: {
      percent: -12.7,
      absolute: -70_000,
      currency: 'EUR',
      day: '2026-10-24',
      tone: 'down',
    },
    renews: {
      kind: 'renews',
      day: '2027-01-09',
      daysLeft: 47,
      noticeDay: '2026-12-10',
      noticeDaysLeft: 17,
    },
    health: { score: 72, max: 100, higherIsBetter: true, coverage: 0.8 },
    severity1: 1,
    risk: 'high',
    reasons: [
      { rule: 'severity-1', text: '1 urgent ticket' },
      { rule: 'notice-open', text: 'notice in 17 days' },
      { rule: 'mrr-drop-30d', text: 'The MRR dropped' },
    ],
    oldest: { asOf: '2026-11-23T10:05:00.000Z', source: 'Zendesk' },
  }),
  row('cus-11aa0b', 'Brightwater Group', { risk: 'unknown' }),
  row('cus-empty', 'Calder & Finch', { segment: 'SMB', lifecycle: 'prospect' }),
  row('cus-huge', 'Nordhavn Freight', {
    mrr: [
      { amount: 100_000, currency: 'EUR' },
      { amount: 412_000, currency: 'JPY' },
    ],
    renews: {
      kind: 'ends',
      day: '2026-12-01',
      daysLeft: 8,
      noticeDay: '2026-11-01',
      noticeDaysLeft: -22,
    },
    risk: 'medium',
    reasons: [{ rule: 'payment-failing', text: 'payment failing' }],
  }),
  row('cus-denied', 'Osprey Dental', {
    segment: 'SMB',
    hidden: ['billing', 'contract', 'relationship', 'support'],
    risk: 'unknown',
  }),
  row('cus-broken', 'Tallis Energy', { lifecycle: 'onboarding' }),
];

/** Lists the fixtures; nobody's are the reader's own. */
export class FakePortfolio implements PortfolioApi {
  readonly asked: PortfolioQuery[] = [];
  /** What every answer has besides. */
  more: Partial<PortfolioPage> = {};
  fails = false;
  views: SavedView[] = [];
  readonly exported: SavedViewQuery[] = [];

  async query(query: PortfolioQuery): Promise<PortfolioPage> {
    this.asked.push(query);
    if (this.fails) {
      throw new Customer360Error('unavailable');
    }
    const { mine, segment, text = '' } = query.filter ?? {};
    const rows = portfolioRows.filter(
      each =>
        !mine &&
        (!segment || each.segment === segment) &&
        each.title.toLowerCase().includes(text.toLowerCase()),
    );
    return {
      rows,
      total: { count: rows.length, more: false },
      ...this.more,
    };
  }

  async export(query: SavedViewQuery): Promise<Blob> {
    this.exported.push(query);
    if (this.fails) {
      throw new Customer360Error('invalid');
    }
    return new Blob(['customer,name\r\n'], { type: 'text/csv' });
  }

  async savedViews(): Promise<SavedView[]> {
    return this.views;
  }

  async addView(view: SavedViewInput): Promise<SavedView> {
    if (this.views.some(({ title }) => title === view.title)) {
      throw new Customer360Error('conflict');
    }
    const added = {
      ...view,
      id: `view-${this.views.length}`,
      owner: 'user:default/test',
      savedAt: '2026-11-23T12:00:00.000Z',
    };
    this.views = [...this.views, added];
    return added;
  }

  async changeView(id: string, view: SavedViewInput): Promise<SavedView> {
    this.views = this.views.map(each =>
      each.id === id ? { ...each, ...view } : each,
    );
    return this.views.find(each => each.id === id)!;
  }

  async removeView(id: string): Promise<void> {
    this.views = this.views.filter(each => each.id !== id);
  }
}

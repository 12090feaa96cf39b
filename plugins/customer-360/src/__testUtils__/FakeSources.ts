import type {
  OrphanPage,
  SourceReport,
} from '@customer-360/backstage-plugin-customer-360-common';
import type { Customer360Error } from '../api/Customer360Error';
import type { OrphanQueryOptions, SourcesApi } from '../api/SourcesApi';

/** A source that answers and has told of something a moment ago. */
export function sourceReport(
  changed: Partial<SourceReport> = {},
): SourceReport {
  return {
    id: 'zendesk',
    type: 'zendesk',
    title: 'Zendesk',
    facets: ['tickets', 'satisfaction', 'team'],
    state: 'ok',
    lastSuccessAt: '2026-09-10T11:58:00.000Z',
    drifting: [],
    lastHour: { reads: 240, failures: [], drifts: [] },
    breaker: 'closed',
    sync: [],
    expires: [],
    ...changed,
  };
}

/** As it is on a good day, and one that fills what another fills too. */
export const goodSources: readonly SourceReport[] = [
  sourceReport({
    reach: { customers: 212, countedAt: '2026-09-10T11:50:00.000Z' },
    quota: {
      remaining: 690,
      limit: 700,
      resetAt: '2026-09-10T12:00:30.000Z',
      readAt: '2026-09-10T11:59:00.000Z',
    },
  }),
  sourceReport({
    id: 'hubspot',
    type: 'hubspot',
    title: 'HubSpot',
    facets: ['team', 'contacts'],
  }),
];

/** The sources, from fixtures, with what was asked of them kept. */
export class FakeSources implements SourcesApi {
  readonly asked: Array<Omit<OrphanQueryOptions, 'signal'>> = [];
  lists = 0;
  reports: readonly SourceReport[] = goodSources;
  page: OrphanPage = {
    accounts: [
      { id: '4711', reason: 'webhook', seenAt: '2026-09-10T11:00:00.000Z' },
    ],
    customers: [
      {
        ref: 'customer:default/cus-75ceba',
        namespace: 'default',
        name: 'cus-75ceba',
        title: 'Fennimore Paper',
      },
    ],
    nextCursor: 'more',
  };
  /** What every call fails with. */
  fails?: Customer360Error;

  async list(): Promise<readonly SourceReport[]> {
    this.lists += 1;
    if (this.fails) {
      throw this.fails;
    }
    return this.reports;
  }

  async orphans({
    signal: _signal,
    ...asked
  }: OrphanQueryOptions): Promise<OrphanPage> {
    this.asked.push(asked);
    if (this.fails) {
      throw this.fails;
    }
    return this.page;
  }
}

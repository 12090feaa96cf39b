import type { SourceConfig } from '@customer-360/backstage-plugin-customer-360-node';
import {
  zendeskConfigSchema,
  type ZendeskConfig,
} from '../config/ZendeskConfig';
import { ORGANIZATION, ZendeskDesk } from './ZendeskDesk';

/** The day on which all tests read. @internal */
export const NOW = new Date('2026-11-23T12:00:00Z');

/** @internal */
export const ACCOUNT = {
  id: String(ORGANIZATION),
  customer: {
    ref: 'customer:default/cus-brightwater',
    title: 'Brightwater Logistics',
    domain: 'brightwater.example',
  },
};

/** @internal */
export function entryFor(
  baseUrl: string,
  overrides: Record<string, unknown> = {},
): SourceConfig<ZendeskConfig> {
  return {
    id: 'zendesk',
    options: zendeskConfigSchema.parse({
      subdomain: 'acme',
      apiBase: baseUrl,
      auth: { clientId: 'customer-360', clientSecret: 'secret' },
      escalation: { tags: ['escalated'] },
      feedback: { tags: { feature_request: 'request' } },
      account: {
        warnings: ['account_warning'],
        fields: [
          { field: 'support_tier', label: 'Support tier' },
          { field: 'empty_field', label: 'Empty' },
        ],
      },
      ...overrides,
    }),
  };
}

/** An organization with something to show in every facet. @internal */
export function brightwater(): ZendeskDesk {
  return new ZendeskDesk().add(
    {
      id: 1,
      subject: 'Exports fail',
      priority: 'urgent',
      type: 'incident',
      problem_id: 4,
      tags: ['escalated'],
      slas: {
        policy_metrics: [
          { stage: 'achieved', breach_at: '2026-11-01T00:00:00Z' },
          { stage: 'active', breach_at: '2026-11-24T18:00:00Z' },
          { stage: 'active', breach_at: '2026-11-23T18:00:00Z' },
        ],
      },
    },
    {
      id: 2,
      subject: 'Wish: exports on a schedule',
      status: 'solved',
      priority: 'low',
      tags: ['feature_request'],
      updated_at: '2026-11-10T10:00:00Z',
      satisfaction_rating: { id: 9002, score: 'good', comment: 'Friendly.' },
      metric_set: { solved_at: '2026-11-04T10:00:00Z' },
    },
    {
      id: 3,
      status: 'closed',
      priority: null,
      updated_at: '2026-10-10T10:00:00Z',
      satisfaction_rating: { id: 9003, score: 'offered' },
    },
    { id: 4, subject: 'Export queue stalls', organization_id: null },
  );
}

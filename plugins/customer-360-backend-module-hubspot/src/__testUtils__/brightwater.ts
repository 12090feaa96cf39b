import type { SourceConfig } from '@customer-360/backstage-plugin-customer-360-node';
import {
  hubspotConfigSchema,
  type HubspotConfig,
} from '../config/HubspotConfig';
import { HubspotPortal } from './HubspotPortal';

/** The day on which all tests read. @internal */
export const NOW = new Date('2026-11-23T12:00:00Z');

/** @internal */
export const ACCOUNT = {
  id: '1001',
  customer: {
    ref: 'customer:default/cus-brightwater',
    title: 'Brightwater Logistics',
    domain: 'brightwater.example',
  },
};

/** An entry that maps every facet. @internal */
export function entryFor(
  baseUrl: string,
  overrides: Record<string, unknown> = {},
): SourceConfig<HubspotConfig> {
  return {
    id: 'hubspot',
    // Tests do not wait for a rate that protects a real portal.
    transport: { requestsPerSecond: 10_000 },
    options: hubspotConfigSchema.parse({
      accessToken: 'pat-test',
      apiBase: baseUrl,
      privateDealProperty: 'is_private',
      account: {
        segment: { property: 'segment', values: { mid_market: 'mid-market' } },
        timeZone: 'zone',
        warnings: ['warning'],
        fields: [{ property: 'plan', label: 'Plan' }],
      },
      team: [
        { role: 'csm', property: 'csm' },
        { role: 'account-executive', property: 'hubspot_owner_id' },
      ],
      contacts: {
        roles: ['contact_role'],
        primary: { property: 'contact_role', value: 'primary' },
      },
      health: {
        score: 'health',
        scale: { min: 0, max: 100 },
        direction: 'higher-is-better',
        parts: [
          { key: 'usage', label: 'Usage', weight: 3, property: 'health_usage' },
          { key: 'nps', label: 'NPS', weight: 1, property: 'health_nps' },
        ],
      },
      nps: { property: 'nps', date: 'nps_date' },
      contracts: {
        properties: {
          number: 'number',
          startDay: 'start',
          endDay: 'end',
          noticeDays: 'notice',
          autoRenews: 'auto',
          annualValue: 'value',
          currency: 'currency',
        },
      },
      feedback: {
        properties: { title: 'hs_content', at: 'hs_submission_timestamp' },
      },
      ...overrides,
    }),
  };
}

/** A company with something to show in every facet. @internal */
export function brightwater(): HubspotPortal {
  const portal = new HubspotPortal()
    .add('companies/1001', {
      name: 'Brightwater Logistics',
      domain: 'Brightwater.example',
      hs_merged_object_ids: null,
      industry: 'COMPUTER_SOFTWARE',
      country: 'Germany',
      segment: 'mid_market',
      zone: 'europe_slash_berlin',
      warning: 'No changes to single sign-on.',
      plan: 'Scale',
      csm: '71',
      hubspot_owner_id: '72',
      health: '72',
      health_usage: '80',
      health_nps: '48',
      nps: '8',
      nps_date: '2026-10-20',
    })
    .add('companies/1000', { name: 'Brightwater Group' })
    .add('companies/1002', { name: 'Brightwater Nordic' })
    .link('companies/1001', 'companies/1000', [
      { category: 'HUBSPOT_DEFINED', typeId: 14, label: 'Parent Company' },
    ])
    .link('companies/1001', 'companies/1002', [
      { category: 'HUBSPOT_DEFINED', typeId: 13, label: 'Child Company' },
    ])
    .add('contacts/2001', {
      firstname: 'Amara',
      lastname: 'Belmonte',
      email: 'amara@brightwater.example',
      phone: null,
      jobtitle: 'Operations Director',
      contact_role: 'primary',
      notes_last_contacted: '2026-11-17T16:00:00.000Z',
    })
    .add('deals/3001', deal({ dealname: 'Northern depots' }))
    .add('deals/3002', deal({ dealname: 'Secret merger', is_private: 'true' }))
    .add('contracts/4001', {
      number: 'C-1',
      start: '2026-01-09',
      end: '2027-01-09',
      notice: '30',
      auto: 'true',
      value: '1136.10',
      currency: 'EUR',
    })
    .add('calls/5001', {
      hs_timestamp: '2026-11-17T16:00:00.000Z',
      hubspot_owner_id: '71',
      hs_call_title: 'Check-in',
      hs_call_body: '<p>Short call.<br>Fine &amp; well.</p>',
      hs_call_status: 'COMPLETED',
    })
    .add('meetings/6001', {
      hs_timestamp: '2026-11-25T14:00:00.000Z',
      hs_meeting_start_time: '2026-11-25T14:00:00.000Z',
      hs_meeting_end_time: '2026-11-25T15:00:00.000Z',
      hubspot_owner_id: '71',
      hs_meeting_title: 'Quarterly review',
      hs_meeting_body: null,
      hs_meeting_outcome: 'SCHEDULED',
    })
    .add('emails/7001', {
      hs_timestamp: '2026-11-01T09:00:00.000Z',
      hubspot_owner_id: '72',
      hs_email_subject: 'Follow-up',
      hs_email_text: 'Line one\nwrote <amara@brightwater.example>',
      hs_email_status: 'SENT',
      hs_email_direction: 'EMAIL',
    })
    .add('notes/8001', note('Room to expand'))
    .add('notes/8002', note('They want <b>30 %</b> off'))
    .link('notes/8002', 'deals/3001')
    .add('notes/8003', note('Their rival asked for a merger'))
    .link('notes/8003', 'deals/3002')
    .add('feedback_submissions/9001', {
      hs_content: 'Please add exports',
      hs_submission_timestamp: '2026-10-01T00:00:00.000Z',
    });
  portal.history.health = [
    { value: '72', timestamp: '2026-11-21T05:00:00.000Z' },
    { value: '72', timestamp: '2026-11-20T05:00:00.000Z' },
    { value: '64', timestamp: '2026-10-01T05:00:00.000Z' },
  ];
  return portal;
}

function deal(properties: Record<string, string | null>) {
  return {
    amount: '47280.5',
    deal_currency_code: 'EUR',
    dealstage: '312',
    pipeline: 'default',
    // Midnight of 1 December in the portal's own time zone.
    closedate: '2026-11-30T23:00:00.000Z',
    hs_is_closed: 'false',
    hs_is_closed_won: 'false',
    hubspot_owner_id: '72',
    hs_next_step: 'Send the offer',
    is_private: 'false',
    ...properties,
  };
}

function note(body: string) {
  return {
    hs_timestamp: '2026-11-10T09:00:00.000Z',
    hubspot_owner_id: '71',
    hs_note_body: `<div>${body}</div>`,
  };
}

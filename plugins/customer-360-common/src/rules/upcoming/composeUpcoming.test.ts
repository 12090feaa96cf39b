import { meetingsFacet } from '../../facets/upcoming/meetings';
import { brightwater } from '../__testUtils__/brightwater';
import { lowered, NOW, view } from '../__testUtils__/views';
import { composeUpcoming, MAX_UPCOMING } from './composeUpcoming';

describe('composeUpcoming', () => {
  it('puts what is to come in order, with what may be read of it', () => {
    expect(
      composeUpcoming(brightwater(), NOW).map(item => [
        item.day,
        item.kind,
        item.source,
      ]),
    ).toEqual([
      ['2026-11-25', 'meeting', 'HubSpot'],
      ['2026-12-02', 'trial_end', 'Stripe'],
      ['2026-12-10', 'notice_deadline', 'HubSpot'],
      ['2026-12-15', 'deal_close', 'HubSpot'],
      ['2027-01-09', 'renewal', 'HubSpot'],
      ['2027-02-01', 'plan_change', 'Stripe'],
    ]);
  });

  it('takes from a summary what it shows, without titles and amounts', () => {
    const facets = lowered(brightwater(), {
      contracts: 'summary',
      subscriptions: 'summary',
      meetings: 'summary',
      opportunities: 'summary',
    });
    expect(composeUpcoming(facets, NOW)).toEqual([
      {
        kind: 'meeting',
        day: '2026-11-25',
        at: '2026-11-25T13:00:00Z',
        source: 'HubSpot',
      },
      {
        kind: 'trial_end',
        day: '2026-12-02',
        at: '2026-12-02T09:00:00Z',
        source: 'Stripe',
      },
      {
        kind: 'notice_deadline',
        day: '2026-12-10',
        source: 'HubSpot',
        url: 'https://crm.example/canary-contracts',
      },
      {
        kind: 'renewal',
        day: '2027-01-09',
        source: 'HubSpot',
        url: 'https://crm.example/canary-contracts',
      },
    ]);
  });

  it('is bounded, soonest first', () => {
    const meetings = view(meetingsFacet, 'hubspot', {
      meetings: Array.from({ length: 80 }, (_, index) => ({
        source: 'hubspot',
        id: String(index),
        at: new Date(NOW.getTime() + (80 - index) * 3_600_000).toISOString(),
      })),
    });
    const upcoming = composeUpcoming({ meetings }, NOW);
    expect(upcoming).toHaveLength(MAX_UPCOMING);
    expect(upcoming[0].at).toBe('2026-11-23T11:47:00.000Z');
  });
});

import {
  createSourceTestHarness,
  type SourceTestHarness,
  type VendorResponder,
} from '@customer-360/backstage-plugin-customer-360-node/testUtils';
import { createHubspotSource } from './createHubspotSource';
import {
  ACCOUNT,
  brightwater,
  entryFor,
  NOW,
} from './__testUtils__/brightwater';
import type { HubspotPortal } from './__testUtils__/HubspotPortal';

let harness: SourceTestHarness | undefined;

async function start(
  respond: VendorResponder,
  overrides?: Record<string, unknown>,
): Promise<SourceTestHarness> {
  harness = await createSourceTestHarness({
    createSource: baseUrl => createHubspotSource(entryFor(baseUrl, overrides)),
    respond,
    now: NOW,
  });
  return harness;
}

const startPortal = (
  portal: HubspotPortal,
  overrides?: Record<string, unknown>,
) => start(portal.respond, overrides);

/** A portal whose key lacks the scope for some paths. */
function refusing(path: RegExp): VendorResponder {
  const portal = brightwater();
  return request =>
    path.test(request.path)
      ? { status: 403, json: { category: 'MISSING_SCOPES' } }
      : portal.respond(request);
}

afterEach(async () => {
  await harness?.close();
  harness = undefined;
});

describe('createHubspotSource', () => {
  it('reads a whole view with few calls, the company once', async () => {
    const { source, context, requests } = await startPortal(brightwater());
    const view = context();
    await Promise.all(
      Object.values(source.facets).map(reader => reader.read(ACCOUNT, view)),
    );

    const paths = requests().map(({ method, path }) => `${method} ${path}`);
    expect(new Set(paths).size).toBe(paths.length);
    expect(paths.length).toBeLessThanOrEqual(26);
  });

  it('asks with the bearer on the date-based paths and prints nothing', async () => {
    const printed = ['log', 'info', 'warn', 'error', 'debug'].map(name =>
      jest.spyOn(console, name as 'log').mockImplementation(),
    );
    const { read, requests } = await start(() => ({ status: 500, json: {} }));
    await expect(read('account', ACCOUNT)).rejects.toMatchObject({
      reason: 'upstream',
    });

    expect(requests()[0].headers.authorization).toBe('Bearer pat-test');
    expect(requests()[0].path).toMatch(/\/2026-09\//);
    for (const spy of printed) {
      expect(spy).not.toHaveBeenCalled();
    }
  });

  it('says who they are, with the mapped fields and the hierarchy', async () => {
    const { read } = await startPortal(brightwater());
    const { data } = await read('account', ACCOUNT);

    expect(data).toMatchObject({
      name: 'Brightwater Logistics',
      domain: 'brightwater.example',
      segment: 'mid-market',
      industry: 'Computer software',
      timeZone: 'Europe/Berlin',
      parent: { id: '1000', name: 'Brightwater Group' },
      children: [{ id: '1002', name: 'Brightwater Nordic' }],
      warnings: [{ text: 'No changes to single sign-on.' }],
      fields: [{ key: 'plan', label: 'Plan', value: 'Scale' }],
      records: [
        {
          source: 'hubspot',
          id: '1001',
          url: 'https://app-eu1.hubspot.com/contacts/4711/record/0-2/1001',
        },
      ],
    });
  });

  it('never links to a host that is not HubSpot', async () => {
    const portal = brightwater();
    const { read } = await start(request => {
      const answer = portal.respond(request);
      return request.path.startsWith('/account-info/')
        ? { json: { portalId: 4711, uiDomain: 'app.hubspot.com.evil.example' } }
        : answer;
    });
    const { data } = await read('account', ACCOUNT);

    expect(data.records[0].url).toBe(
      'https://app.hubspot.com/contacts/4711/record/0-2/1001',
    );
  });

  it('leaves private deals out, and what hangs on them, without a word', async () => {
    const { read } = await startPortal(brightwater());
    const opportunities = await read('opportunities', ACCOUNT);
    const notes = await read('notes', ACCOUNT);

    expect(opportunities.data.opportunities.map(({ name }) => name)).toEqual([
      'Northern depots',
    ]);
    expect(opportunities.missing).toBeUndefined();
    expect(notes.data.notes.map(({ id }) => id).sort()).toEqual([
      '8001',
      '8002',
    ]);
    expect(JSON.stringify([opportunities, notes])).not.toMatch(/merger/i);
  });

  it('takes a deal of somebody else for private when it cannot be read', async () => {
    const portal = brightwater().link('notes/8001', 'deals/3999');
    const { read } = await startPortal(portal);
    const { data } = await read('notes', ACCOUNT);

    expect(data.notes.map(({ id }) => id)).toEqual(['8002']);
  });

  it('shows no deal when the property that marks private ones is not there', async () => {
    const { read } = await startPortal(brightwater(), {
      privateDealProperty: 'misspelt',
    });
    await expect(read('opportunities', ACCOUNT)).rejects.toMatchObject({
      reason: 'schema',
    });
  });

  it('gives deals their stage, money in minor units and the day people see', async () => {
    const { read } = await startPortal(brightwater());
    const { data } = await read('opportunities', ACCOUNT);

    expect(data.opportunities[0]).toMatchObject({
      stage: 'Negotiation',
      status: 'open',
      amount: { amount: 4_728_050, currency: 'EUR' },
      closeDay: '2026-12-01',
      person: 'Jonas L.',
      nextStep: 'Send the offer',
    });
  });

  it('turns HTML into text, and marks what hangs on a deal', async () => {
    const { read } = await startPortal(brightwater());
    const { data: touchpoints } = await read('touchpoints', ACCOUNT);
    const { data: notes } = await read('notes', ACCOUNT);

    expect(touchpoints.touchpoints).toMatchObject([
      {
        kind: 'call',
        person: 'Mara K.',
        title: 'Check-in',
        body: 'Short call.\nFine & well.',
      },
      // A text is no HTML: nothing in it is a tag.
      { kind: 'email', body: 'Line one\nwrote <amara@brightwater.example>' },
    ]);
    expect(notes.notes.find(({ id }) => id === '8002')).toMatchObject({
      body: 'They want 30 % off',
      opportunityId: '3001',
    });
  });

  it('counts only what reached somebody as contact, and only the past', async () => {
    const portal = brightwater()
      .add('calls/5002', {
        hs_timestamp: '2026-11-20T10:00:00.000Z',
        hs_call_status: 'NO_ANSWER',
      })
      .add('meetings/6002', {
        hs_timestamp: '2026-11-19T10:00:00.000Z',
        hs_meeting_start_time: '2026-11-19T10:00:00.000Z',
        hs_meeting_outcome: 'NO_SHOW',
      })
      .add('emails/7002', {
        hs_timestamp: '2026-11-21T10:00:00.000Z',
        hs_email_direction: 'DRAFT_EMAIL',
      });
    const { read } = await startPortal(portal);
    const { data } = await read('touchpoints', ACCOUNT);
    const { data: meetings } = await read('meetings', ACCOUNT);

    expect(data.touchpoints.map(({ id }) => id)).toEqual(['5001', '7001']);
    expect(meetings.meetings.map(({ id }) => id)).toEqual(['6001']);
  });

  it('stays useful when the key may not read e-mails', async () => {
    const { read } = await start(refusing(/\/emails\//));
    const { data, missing } = await read('touchpoints', ACCOUNT);

    expect(data.touchpoints.map(({ kind }) => kind)).toEqual(['call']);
    expect(missing).toEqual([
      'The emails could not be read: the key lacks their scope',
    ]);
  });

  it('shows no text that might be sales talk when deals cannot be read', async () => {
    const { read } = await start(refusing(/\/deals\//));
    const { data, missing } = await read('notes', ACCOUNT);

    expect(data.notes.length).toBeGreaterThan(0);
    expect(data.notes.every(({ body }) => body === undefined)).toBe(true);
    expect(missing).toHaveLength(1);
  });

  it('takes the roles that the portal gave, not the label of a primary company', async () => {
    const portal = brightwater();
    portal
      .add('contacts/2002', { email: 'noor@brightwater.example' }, [])
      .link('companies/1001', 'contacts/2002', [
        { category: 'HUBSPOT_DEFINED', typeId: 2, label: 'Primary' },
        { category: 'USER_DEFINED', typeId: 28, label: 'Billing contact' },
      ]);
    const { read } = await startPortal(portal);
    const { data } = await read('contacts', ACCOUNT);

    expect(data.total).toBe(2);
    expect(data.contacts).toMatchObject([
      { name: 'Amara Belmonte', roles: ['primary'], primary: true },
      {
        name: 'noor@brightwater.example',
        roles: ['Billing contact'],
        primary: false,
      },
    ]);
  });

  it('says so when a part of a batch could not be read', async () => {
    const portal = brightwater().link('companies/1001', 'contacts/2999');
    const { read } = await startPortal(portal);
    const { data, missing } = await read('contacts', ACCOUNT);

    expect(data.contacts).toHaveLength(1);
    expect(missing).toEqual(['1 of the contacts could not be read']);
  });

  it('finds the owner who left, and names the property of one unknown', async () => {
    const portal = brightwater();
    const company = { csm: '73', hubspot_owner_id: '99' };
    portal.add('companies/1001', company);
    const { read } = await startPortal(portal);
    const { data, missing } = await read('team', ACCOUNT);

    expect(data.members).toMatchObject([
      { role: 'csm', name: 'Gerd Gone', email: 'gone@demo.example' },
    ]);
    expect(missing).toEqual([
      'The owner in the property hubspot_owner_id is not known any more',
    ]);
  });

  it('never shows the company that the asked one was merged into', async () => {
    const portal = brightwater();
    const merged = (ids: string) =>
      start(request => {
        const answer = portal.respond({
          ...request,
          path: request.path.replace('/companies/1009', '/companies/1001'),
        });
        return request.path.endsWith('/companies/1009')
          ? {
              json: {
                id: '1001',
                properties: { name: 'B', hs_merged_object_ids: ids },
              },
            }
          : answer;
      });
    const asked = { ...ACCOUNT, id: '1009' };

    const { read } = await merged('1008;1009');
    await expect(read('account', asked)).rejects.toMatchObject({
      reason: 'not_found',
    });
    await harness?.close();
    const other = await merged('1008');
    await expect(other.read('account', asked)).rejects.toMatchObject({
      reason: 'identity_mismatch',
    });
  });

  it('shows the vendor’s health with the score before it', async () => {
    const { read } = await startPortal(brightwater());
    const { data } = await read('health', ACCOUNT);

    expect(data).toMatchObject({
      basis: 'vendor',
      score: 72,
      previous: { score: 64, at: '2026-10-01T05:00:00.000Z' },
      coverage: 1,
      updatedAt: '2026-11-21T05:00:00.000Z',
    });
  });

  it('computes health from the parts only where enough of them are there', async () => {
    const health = (parts: Record<string, string | null>) => {
      const portal = brightwater();
      portal.add('companies/1001', parts);
      return startPortal(portal, {
        health: {
          scale: { min: 0, max: 100 },
          direction: 'higher-is-better',
          parts: [
            { key: 'u', label: 'U', weight: 3, property: 'health_usage' },
            { key: 'n', label: 'N', weight: 2, property: 'health_nps' },
          ],
        },
      });
    };
    const whole = await health({ health_usage: '80', health_nps: '50' });
    expect((await whole.read('health', ACCOUNT)).data).toMatchObject({
      basis: 'computed',
      score: 68,
      coverage: 1,
    });
    await whole.close();
    const thin = await health({ health_usage: null, health_nps: '50' });
    const { data } = await thin.read('health', ACCOUNT);
    expect(data.score).toBeUndefined();
    expect(data.coverage).toBeCloseTo(0.4);
  });

  it('reads contracts, with the last day of notice', async () => {
    const { read } = await startPortal(brightwater());
    const { data } = await read('contracts', ACCOUNT);

    expect(data.contracts).toMatchObject([
      {
        number: 'C-1',
        status: 'active',
        endDay: '2027-01-09',
        noticeDay: '2026-12-10',
        autoRenews: true,
        annualValue: { amount: 113_610, currency: 'EUR' },
      },
    ]);
  });

  it('fills only the facets that config maps', async () => {
    const { source } = await startPortal(brightwater(), {
      health: undefined,
      nps: undefined,
      contracts: undefined,
      feedback: undefined,
    });
    expect(Object.keys(source.facets).sort()).toEqual([
      'account',
      'contacts',
      'meetings',
      'notes',
      'opportunities',
      'team',
      'touchpoints',
    ]);
  });

  it('finds companies by domain, e-mail and id, and guesses none', async () => {
    const portal = brightwater().add('companies/1003', {
      domain: 'brightwater.example',
    });
    portal.add('companies/1001', { domain: 'brightwater.example' });
    const { source, context } = await startPortal(portal);
    const { link, lookup } = source;

    expect(await link?.candidates(ACCOUNT.customer, context())).toEqual([
      { id: '1001', rule: 'domain' },
      { id: '1003', rule: 'domain' },
    ]);
    expect(
      await lookup?.email?.(' Amara@Brightwater.example ', context()),
    ).toEqual(['1001']);
    expect(await lookup?.email?.('nobody@else.example', context())).toEqual([]);
    expect(await lookup?.account?.('1001', context())).toEqual(['1001']);
    expect(await lookup?.account?.('9999', context())).toEqual([]);
    expect(await lookup?.account?.('../owners', context())).toEqual([]);
  });
});

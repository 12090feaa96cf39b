import { createHmac } from 'node:crypto';
import {
  createSourceTestHarness,
  describeWebhookConformance,
  type SourceTestHarness,
  type WebhookSigner,
} from '@customer-360/backstage-plugin-customer-360-node/testUtils';
import { Signature } from '@hubspot/api-client';
import { brightwater, entryFor, NOW } from '../__testUtils__/brightwater';
import { createHubspotSource } from '../createHubspotSource';
import { signedUrl } from './signedUrl';

type Json = Record<string, unknown>;

const SECRET = 'client-secret';
const PORTAL = 4711;
const URL = 'https://portal.example/webhooks/hubspot';

function createWebhook(
  secrets: readonly string[],
  overrides: Json = { webhook: { secrets, portalId: PORTAL } },
) {
  return createHubspotSource(entryFor('https://api.hubapi.example', overrides))
    .webhook;
}

function event(subscriptionType: string, change: Json = {}): Json {
  return {
    eventId: 2_131_880_100,
    subscriptionId: 2_613_707,
    portalId: PORTAL,
    appId: 1_160_452,
    occurredAt: NOW.getTime(),
    subscriptionType,
    attemptNumber: 0,
    objectId: 1001,
    changeSource: 'CRM_UI',
    ...change,
  };
}

/** HubSpot's own signer; it takes texts only. */
const sign: WebhookSigner = ({ raw, secret, at }) => {
  const timestamp = at.getTime();
  const requestBody = raw.toString('utf8');
  const signature = Buffer.from(requestBody).equals(raw)
    ? Signature.getSignature('POST', 'v3', {
        clientSecret: secret,
        requestBody,
        url: URL,
        timestamp,
        signature: '',
      })
    : createHmac('sha256', secret)
        .update(`POST${URL}`)
        .update(raw)
        .update(String(timestamp))
        .digest('base64');
  return {
    method: 'POST',
    url: URL,
    headers: {
      'x-hubspot-signature-v3': signature,
      'x-hubspot-request-timestamp': String(timestamp),
    },
    raw,
  };
};

const renamed = event('company.propertyChange', { propertyName: 'name' });
const KEY = `2131880100-2613707-${NOW.getTime()}-1001`;

describeWebhookConformance({
  name: 'HubSpot',
  createWebhook,
  sign,
  delivery: [renamed],
  events: [
    {
      id: KEY,
      type: 'company.propertyChange',
      occurredAt: NOW.toISOString(),
      facets: ['account'],
      accounts: ['1001'],
    },
  ],
  unknownType: [
    { subscriptionType: 'conversation.newMessage', portalId: PORTAL },
  ],
  otherAccount: [{ ...renamed, portalId: 815 }],
  many: count =>
    Array.from({ length: count }, (_, index) => ({
      ...renamed,
      objectId: index + 1,
    })),
  headers: ['x-hubspot-signature-v3', 'x-hubspot-request-timestamp'],
});

function receive(body: unknown, overrides?: Json) {
  const raw = Buffer.from(JSON.stringify(body));
  return createWebhook([SECRET], overrides)!.receive(
    sign({ raw, secret: SECRET, at: NOW }),
    NOW,
  );
}

function told(body: Json, overrides?: Json) {
  const verdict = receive([body], overrides);
  return verdict.outcome === 'accepted' ? verdict.events[0] : verdict;
}

describe('what an event of HubSpot makes worthless', () => {
  const everything = [
    'account',
    'team',
    'contacts',
    'opportunities',
    'touchpoints',
    'notes',
    'meetings',
    'contracts',
    'health',
    'surveys',
    'feedback',
  ];

  it.each([
    ['name', ['account']],
    ['warning', ['account']],
    ['csm', ['team']],
    ['health_usage', ['health']],
    ['nps_date', ['surveys']],
    // What only the catalog has of it.
    ['lifecyclestage', ['account']],
  ])('the property %s of a company: %j', (propertyName, facets) => {
    expect(told(event('company.propertyChange', { propertyName }))).toEqual(
      expect.objectContaining({ facets, accounts: ['1001'] }),
    );
  });

  it('hears of ids elsewhere, which only the catalog has, and not of the stamp that each change sets', () => {
    const of = (propertyName: string) =>
      told(event('company.propertyChange', { propertyName }), {
        webhook: { secrets: [SECRET] },
        customers: { links: { stripe: 'stripe_customer_id' } },
      });
    expect(of('stripe_customer_id')).toMatchObject({ facets: ['account'] });
    expect(of('hs_lastmodifieddate')).toBeUndefined();
  });

  it('takes a property for all the facets that read it', () => {
    const overrides = {
      webhook: { secrets: [SECRET] },
      contracts: {
        objectType: 'companies',
        properties: { endDay: 'nps_date' },
      },
    };
    const change = event('company.propertyChange', {
      propertyName: 'nps_date',
    });
    expect(told(change, overrides)).toMatchObject({
      facets: ['surveys', 'contracts'],
    });
  });

  it.each(['deletion', 'restore'])('a %s of a company: everything', action => {
    expect(told(event(`company.${action}`))).toMatchObject({
      facets: everything,
      accounts: ['1001'],
    });
  });

  it('a merge of companies: everything, of all of them', () => {
    const merge = event('company.merge', {
      objectId: undefined,
      primaryObjectId: 1001,
      mergedObjectIds: [1002, 1003],
      newObjectId: 1004,
    });
    expect(told(merge)).toMatchObject({
      facets: everything,
      accounts: ['1004', '1001', '1002', '1003'],
      id: expect.stringMatching(/-1001$/),
    });
  });

  it.each([
    ['contact.creation', ['contacts'], 'contacts'],
    ['contact.privacyDeletion', ['contacts'], 'contacts'],
    ['call.propertyChange', ['touchpoints'], 'calls'],
    ['email.creation', ['touchpoints'], 'emails'],
    ['note.creation', ['notes', 'touchpoints'], 'notes'],
    ['meeting.restore', ['meetings', 'touchpoints'], 'meetings'],
    ['contract.deletion', ['contracts'], 'contracts'],
    ['feedback_submission.creation', ['feedback'], 'feedback_submissions'],
  ])('%s: %j, of the companies behind it', (type, facets, recordType) => {
    const change = told(event(type, { objectId: 42 }));
    expect(change).toMatchObject({
      facets,
      record: { type: recordType, id: '42' },
    });
    expect(change).not.toHaveProperty('accounts');
  });

  it.each([
    ['0-1', 'contacts', ['contacts']],
    ['0-46', 'notes', ['notes', 'touchpoints']],
    ['2-777', '2-777', ['contracts']],
  ])(
    'a newer subscription names the object %s',
    (objectTypeId, type, facets) => {
      const overrides = {
        webhook: { secrets: [SECRET] },
        contracts: { objectType: '2-777', properties: { endDay: 'ends' } },
      };
      const change = event('object.propertyChange', { objectTypeId });
      expect(told(change, overrides)).toMatchObject({
        facets,
        record: { type, id: '1001' },
      });
    },
  );

  it('a deal that becomes private takes with it what hangs on it', () => {
    const change = (propertyName: string) =>
      told(event('deal.propertyChange', { propertyName }));
    expect(change('dealstage')).toMatchObject({ facets: ['opportunities'] });
    expect(change('is_private')).toMatchObject({
      facets: ['opportunities', 'notes', 'touchpoints', 'meetings'],
      record: { type: 'deals', id: '1001' },
    });
  });

  it('a merge of records: what is asked for is the one that is left', () => {
    const merge = (newObjectId: number | null) =>
      told(
        event('contact.merge', {
          primaryObjectId: 100,
          mergedObjectIds: [200],
          newObjectId,
        }),
      );
    expect(merge(null)).toMatchObject({ record: { id: '100' } });
    expect(merge(300)).toMatchObject({ record: { id: '300' } });
  });

  it.each([
    [
      'company.associationChange',
      { associationType: 'COMPANY_TO_CONTACT' },
      { facets: ['contacts'], accounts: ['7'] },
    ],
    [
      'contact.associationChange',
      { associationType: 'CONTACT_TO_COMPANY' },
      { facets: ['contacts'], accounts: ['8'] },
    ],
    [
      'object.associationChange',
      { fromObjectTypeId: '0-47', toObjectTypeId: '0-2' },
      { facets: ['meetings', 'touchpoints'], accounts: ['8'] },
    ],
    [
      'company.associationChange',
      { associationType: 'PARENT_COMPANY_TO_CHILD_COMPANY' },
      { facets: ['account'], accounts: ['7', '8'] },
    ],
    [
      // Which deal a note hangs on decides who may read it.
      'object.associationChange',
      { fromObjectTypeId: '0-46', toObjectTypeId: '0-3' },
      {
        facets: ['notes', 'touchpoints', 'opportunities', 'meetings'],
        record: { type: 'notes', id: '7' },
      },
    ],
  ])('%s %j', (type, change, expected) => {
    const ends = { objectId: undefined, fromObjectId: 7, toObjectId: 8 };
    const effect = told(event(type, { ...ends, ...change }));
    expect(effect).toMatchObject({
      ...expected,
      id: expect.stringMatching(/-7\.8$/),
    });
  });

  it.each([
    event('company.propertyChange', { propertyName: 'hs_lastmodifieddate' }),
    event('line_item.creation'),
    event('object.creation', { objectTypeId: '0-27' }),
    event('object.creation', { objectTypeId: '__proto__' }),
    event('constructor.creation'),
    event('ticket.creation', { eventId: {} }),
    event('object.associationChange', {
      fromObjectId: 7,
      toObjectId: 8,
      fromObjectTypeId: '0-101',
      toObjectTypeId: '0-2',
    }),
  ])('takes without an effect: %j', change => {
    expect(receive([change])).toEqual({ outcome: 'accepted', events: [] });
  });
});

describe('createHubspotWebhook', () => {
  it.each([
    ['no list', {}],
    ['no event', [7]],
    [
      'an event without its object',
      [event('contact.creation', { objectId: null })],
    ],
    [
      'an event without its moment',
      [event('contact.creation', { occurredAt: 'x' })],
    ],
    [
      'an association with one end',
      [event('company.associationChange', { fromObjectId: 7 })],
    ],
    ['a type of spaces', [event('contact creation')]],
  ])('refuses %s', (_name, body) => {
    expect(receive(body)).toEqual({ outcome: 'refused', reason: 'malformed' });
  });

  it('takes its own of a delivery for several portals', () => {
    const verdict = receive([{ ...renamed, portalId: 815 }, renamed]);
    expect(verdict).toMatchObject({ events: [{ id: KEY }] });
  });

  it('takes any portal where it was not told which', () => {
    const overrides = { webhook: { secrets: [SECRET] } };
    expect(receive([{ ...renamed, portalId: 815 }], overrides)).toMatchObject({
      events: [{ accounts: ['1001'] }],
    });
  });

  it.each([
    ['eventId', 1],
    ['subscriptionId', 1],
    ['occurredAt', 1],
    ['objectId', 1],
  ])('takes another %s for another event', (field, value) => {
    const verdict = receive([renamed, { ...renamed, [field]: value }]);
    expect(verdict).toMatchObject({ events: [{}, {}] });
  });

  it('takes a second attempt for the same event', () => {
    const verdict = receive([renamed, { ...renamed, attemptNumber: 3 }]);
    expect(verdict).toMatchObject({ events: [{ id: KEY }] });
  });

  it('signs the URL as HubSpot does, decoded in twelve characters', () => {
    const raw = Buffer.from('[]');
    const written = `${URL}/%40eu%2Fx?a=%3Ab&c=d%20e`;
    const timestamp = NOW.getTime();
    const signature = Signature.getSignature('POST', 'v3', {
      clientSecret: SECRET,
      requestBody: '[]',
      url: `${URL}/@eu/x?a=:b&c=d%20e`,
      timestamp,
      signature: '',
    });
    const request = {
      ...sign({ raw, secret: SECRET, at: NOW }),
      url: written,
      headers: {
        'x-hubspot-signature-v3': signature,
        'x-hubspot-request-timestamp': String(timestamp),
      },
    };
    const webhook = createWebhook([SECRET])!;
    expect(webhook.receive(request, NOW).outcome).toBe('accepted');
    for (const other of [{ url: URL }, { method: 'PUT' }]) {
      expect(webhook.receive({ ...request, ...other }, NOW).outcome).toBe(
        'refused',
      );
    }
  });

  it('is not there without a secret', () => {
    expect(createWebhook([], {})).toBeUndefined();
  });
});

describe('signedUrl', () => {
  it.each([
    ['%3A%2F%3F%40%21%24%27%28%29%2A%2C%3B', ":/?@!$'()*,;"],
    ['%3a%2f', ':/'],
    ['%20%26%3D%25%2B%23', '%20%26%3D%25%2B%23'],
    ['%253A', '%253A'],
  ])('of %s is %s', (written, signed) => {
    expect(signedUrl(`https://x/${written}`)).toBe(`https://x/${signed}`);
  });
});

describe('companies behind a record of HubSpot', () => {
  let harness: SourceTestHarness;
  const portal = brightwater()
    .add('contacts/77', {}, ['1001', '1002'])
    .add('contacts/78', {}, []);

  beforeAll(async () => {
    harness = await createSourceTestHarness({
      createSource: baseUrl =>
        createHubspotSource(
          entryFor(baseUrl, { webhook: { secrets: [SECRET] } }),
        ),
      respond: portal.respond,
      now: NOW,
    });
  });
  beforeEach(() => harness.respondWith(portal.respond));
  afterAll(() => harness.close());

  const ask = (id: string, type = 'contacts') =>
    harness.source.webhook!.accountsOf!({ type, id }, harness.context());

  it.each([
    ['77', ['1001', '1002']],
    ['78', []],
    ['79', []],
  ])('of the contact %s: %j', async (id, companies) => {
    expect(await ask(id)).toEqual(companies);
  });

  it('reads on where there are more, to an end', async () => {
    await harness.respondWith(({ body }) => {
      const { id, after = '0' } = JSON.parse(body).inputs[0];
      return {
        json: {
          results: [
            {
              from: { id },
              to: [{ toObjectId: after, associationTypes: [] }],
              paging: { next: { after: String(Number(after) + 1) } },
            },
          ],
        },
      };
    });
    expect(await ask('77')).toEqual(['0', '1', '2', '3']);
  });

  it.each([
    [{ status: 500, json: {} }, 'upstream'],
    [{ status: 403, json: {} }, 'no_access'],
    [
      { status: 207, json: { results: [], errors: [{ category: 'x' }] } },
      'upstream',
    ],
    [
      {
        json: {
          results: [
            {
              from: { id: '4' },
              to: [{ toObjectId: '666', associationTypes: [] }],
            },
          ],
        },
      },
      'identity_mismatch',
    ],
  ])('says why it could not be asked for: %j', async (answer, reason) => {
    await harness.respondWith(() => answer);
    await expect(ask('77')).rejects.toMatchObject({
      name: 'SourceError',
      reason,
    });
  });

  it('takes an object that HubSpot does not know for gone', async () => {
    await harness.respondWith(() => ({ status: 404, json: {} }));
    expect(await ask('77')).toEqual([]);
  });
});

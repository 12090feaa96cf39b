import { createHmac } from 'node:crypto';
import {
  createSourceTestHarness,
  describeWebhookConformance,
  type SourceTestHarness,
  type WebhookSigner,
} from '@customer-360/backstage-plugin-customer-360-node/testUtils';
import { brightwater, entryFor, NOW } from '../__testUtils__/acme';
import { ORGANIZATION } from '../__testUtils__/ZendeskDesk';
import { createZendeskSource } from '../createZendeskSource';

type Json = Record<string, unknown>;

const SECRET = 'signing-secret';
const ACCOUNT = 22_129_848;

function createWebhook(
  secrets: readonly string[],
  overrides: Json = { webhook: { secrets, accountId: ACCOUNT } },
) {
  return createZendeskSource(
    entryFor('https://acme.zendesk.example', overrides),
  ).webhook;
}

/** As developer.zendesk.com/documentation/webhooks/verifying says. */
const sign: WebhookSigner = ({ raw, secret, at }) => {
  const timestamp = at.toISOString().replace('.000Z', 'Z');
  const signed = Buffer.concat([Buffer.from(timestamp), raw]);
  return {
    method: 'POST',
    url: 'https://portal.example/webhooks/zendesk',
    headers: {
      'x-zendesk-webhook-signature': createHmac('sha256', secret)
        .update(signed)
        .digest('base64'),
      'x-zendesk-webhook-signature-timestamp': timestamp,
    },
    raw,
  };
};

function event(type: string, change: Json = {}): Json {
  return {
    type: `zen:event-type:${type}`,
    account_id: ACCOUNT,
    id: '2b24ef10-19d4-4740-93cf-8f98ec4776c0',
    time: '2026-11-23T11:59:58Z',
    zendesk_event_version: '2022-06-20',
    subject: `zen:${type.split('.')[0]}:7`,
    detail: { id: '7', organization_id: String(ORGANIZATION) },
    event: {},
    ...change,
  };
}

const solved = event('ticket.status_changed', {
  event: { current: 'SOLVED', previous: 'OPEN' },
});

describeWebhookConformance({
  name: 'Zendesk',
  createWebhook,
  sign,
  delivery: solved,
  events: [
    {
      id: '2b24ef10-19d4-4740-93cf-8f98ec4776c0',
      type: 'zen:event-type:ticket.status_changed',
      occurredAt: '2026-11-23T11:59:58.000Z',
      facets: ['tickets', 'satisfaction', 'feedback'],
      accounts: [String(ORGANIZATION)],
    },
  ],
  unknownType: event('quantum.entangled', { detail: 7, event: [] }),
  otherAccount: { ...solved, account_id: 815 },
  headers: [
    'x-zendesk-webhook-signature',
    'x-zendesk-webhook-signature-timestamp',
  ],
});

function receive(body: Json, overrides?: Json) {
  const raw = Buffer.from(JSON.stringify(body));
  return createWebhook([SECRET], overrides)!.receive(
    sign({ raw, secret: SECRET, at: NOW }),
    NOW,
  );
}

function told(type: string, change?: Json) {
  const verdict = receive(event(type, change));
  return verdict.outcome === 'accepted' ? verdict.events[0] : verdict;
}

const OURS = [String(ORGANIZATION)];
const TICKETS = ['tickets', 'satisfaction', 'feedback'];

describe('what an event of Zendesk makes worthless', () => {
  it.each([
    ['ticket.created', TICKETS],
    ['ticket.csat_received', TICKETS],
    ['ticket.merged', TICKETS],
    ['ticket.soft_deleted', TICKETS],
    // A ticket that moves into a private group must go from the page.
    ['ticket.group_assignment_changed', TICKETS],
    ['ticket.comment_added', ['tickets']],
  ])('%s: %j', (type, facets) => {
    expect(told(type)).toMatchObject({ facets, accounts: OURS });
  });

  it('a ticket that changes hands: both organizations', () => {
    const moved = told('ticket.organization_changed', {
      detail: { id: 7, organization_id: ORGANIZATION },
      event: { current: ORGANIZATION, previous: '36002' },
    });
    expect(moved).toMatchObject({ accounts: [...OURS, '36002'] });
    const lost = told('ticket.organization_changed', {
      detail: { id: 7, organization_id: null },
      event: { current: null, previous: '36002' },
    });
    expect(lost).toMatchObject({ accounts: ['36002'] });
  });

  it('a ticket of which the organization is not said: asked for', () => {
    const change = told('ticket.created', { detail: { id: 7 } });
    expect(change).toMatchObject({ record: { type: 'ticket', id: '7' } });
    expect(change).not.toHaveProperty('accounts');
  });

  it.each([
    ['organization.name_changed', ['account']],
    ['organization.custom_field_changed', ['account']],
    [
      'organization.deleted',
      ['account', 'contacts', 'tickets', 'satisfaction', 'feedback'],
    ],
  ])('%s: %j', (type, facets) => {
    expect(told(type)).toMatchObject({ facets, accounts: ['7'] });
    // Where the detail does not repeat it, the subject has the id.
    expect(told(type, { detail: {} })).toMatchObject({ accounts: ['7'] });
  });

  it.each(['user.created', 'user.role_changed', 'user.identity_deleted'])(
    '%s: contacts, of all the organizations of the user',
    type => {
      const change = told(type);
      expect(change).toMatchObject({
        facets: ['contacts'],
        record: { type: 'user', id: '7' },
      });
      expect(change).not.toHaveProperty('accounts');
    },
  );

  it.each(['user.deleted', 'user.merged'])(
    '%s: the organization that the event still names',
    type => {
      expect(told(type)).toMatchObject({
        facets: ['contacts'],
        accounts: OURS,
      });
      const nowhere = { detail: { id: '7', organization_id: '0' } };
      expect(told(type, nowhere)).toMatchObject({
        record: { type: 'user', id: '7' },
      });
    },
  );

  it('a user who leaves an organization: that one too', () => {
    const type = 'user.organization_membership_deleted';
    expect(
      told(type, { event: { organization: { id: '36002' } } }),
    ).toMatchObject({ accounts: ['36002', ...OURS] });
  });

  it('knows the types that Zendesk writes with a slash', () => {
    const type = 'zen:event-type/user.identity_created';
    expect(told('user.created', { type })).toMatchObject({ type });
  });

  it.each([
    event('ticket.created', { detail: { id: '7', organization_id: null } }),
    event('ticket.created', { detail: { id: '7', organization_id: '0' } }),
    event('user.last_login_changed'),
    event('user.notes_changed'),
    event('article.published'),
    event('messaging.message', { detail: null, event: null }),
  ])('takes without an effect: %j', body => {
    expect(receive(body)).toEqual({ outcome: 'accepted', events: [] });
  });
});

describe('createZendeskWebhook', () => {
  it.each([
    ['no id', { id: undefined }],
    ['an id of several lines', { id: 'a\nb' }],
    ['no detail', { detail: undefined }],
    ['an organization that is no number', { detail: { organization_id: 'x' } }],
    ['a time that is none', { time: 'yesterday' }],
  ])('refuses %s', (_name, change) => {
    expect(receive({ ...solved, ...change })).toEqual({
      outcome: 'refused',
      reason: 'malformed',
    });
  });

  it('refuses what a trigger sends in words of its own', () => {
    expect(receive({ ticket: 7 }, { webhook: { secrets: [SECRET] } })).toEqual({
      outcome: 'refused',
      reason: 'malformed',
    });
  });

  it('takes any account where it was not told which', () => {
    const overrides = { webhook: { secrets: [SECRET] } };
    expect(receive({ ...solved, account_id: 815 }, overrides).outcome).toBe(
      'accepted',
    );
  });

  it('is not there without a secret', () => {
    expect(createWebhook([], {})).toBeUndefined();
  });
});

describe('organizations behind a record of Zendesk', () => {
  let harness: SourceTestHarness;
  const desk = brightwater();

  beforeAll(async () => {
    harness = await createSourceTestHarness({
      createSource: baseUrl =>
        createZendeskSource(
          entryFor(baseUrl, { webhook: { secrets: [SECRET] } }),
        ),
      respond: desk.respond,
      now: NOW,
    });
  });
  beforeEach(() => harness.respondWith(desk.respond));
  afterAll(() => harness.close());

  const ask = (type: string, id: string) =>
    harness.source.webhook!.accountsOf!({ type, id }, harness.context());

  it.each([
    ['ticket', '1', OURS],
    ['ticket', '4', []],
    ['ticket', '99', []],
    ['user', '501', [...OURS, '36002']],
    ['user', '599', []],
    ['user', '501/../../tickets', []],
    ['quantum', '1', []],
  ])('of the %s %s: %j', async (type, id, accounts) => {
    expect(await ask(type, id)).toEqual(accounts);
  });

  it('takes no other ticket for the one that was asked for', async () => {
    await harness.respondWith(request =>
      desk.respond(
        request.path.endsWith('/tickets/1')
          ? { ...request, path: request.path.replace('/1', '/2') }
          : request,
      ),
    );
    await expect(ask('ticket', '1')).rejects.toMatchObject({
      reason: 'identity_mismatch',
    });
  });

  it.each([
    [500, 'upstream'],
    [403, 'no_access'],
  ])(
    'says for status %i that it could not be asked for',
    async (status, reason) => {
      await harness.respondWith(request =>
        request.path === '/oauth/tokens'
          ? desk.respond(request)
          : { status, json: {} },
      );
      await expect(ask('user', '501')).rejects.toMatchObject({
        name: 'SourceError',
        reason,
      });
    },
  );
});

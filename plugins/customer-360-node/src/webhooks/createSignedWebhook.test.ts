import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { createAcmeWebhook } from '../__testUtils__/createAcmeWebhook';
import { describeWebhookConformance } from '../testing/describeWebhookConformance';
import type { WebhookSigner } from '../testing/WebhookConformance';
import { createSignedWebhook } from './createSignedWebhook';
import type { WebhookEvent } from './SourceWebhook';

const event = {
  id: 'e1',
  type: 'playbook.finished',
  workspace: 'meridian',
  company_id: 'c1',
};

const sign: WebhookSigner = ({ raw, secret, at }) => {
  const time = String(at.getTime() / 1_000);
  return {
    method: 'POST',
    url: 'https://portal.example/webhooks/acme',
    headers: {
      'acme-time': time,
      'acme-signature': createHmac('sha256', secret)
        .update(`${time}.`)
        .update(raw)
        .digest('hex'),
    },
    raw,
  };
};

// What the kit says of the vendor in the documentation is what it says at all.
describeWebhookConformance({
  name: 'Acme',
  createWebhook: secrets =>
    createAcmeWebhook({ secrets: [...secrets], workspace: 'meridian' }),
  sign,
  delivery: event,
  events: [
    {
      id: 'e1',
      type: 'playbook.finished',
      facets: ['playbooks'],
      accounts: ['c1'],
    },
  ],
  unknownType: { ...event, type: 'dashboard.opened' },
  otherAccount: { ...event, workspace: 'somebody-else' },
  headers: ['acme-time', 'acme-signature'],
});

it('is the vendor that the documentation shows', () => {
  const code = readFileSync(
    join(__dirname, '../__testUtils__/createAcmeWebhook.ts'),
    'utf8',
  );
  const docs = readFileSync(
    join(__dirname, '../../../../docs/write-a-source.md'),
    'utf8',
  );
  // Only where the helpers come from differs.
  expect(docs).toContain(code.slice(code.indexOf('const eventSchema')).trim());
});

describe('createSignedWebhook', () => {
  const NOW = new Date('2026-11-23T12:00:00.000Z');

  function received(events: readonly WebhookEvent[]) {
    const webhook = createSignedWebhook({
      secrets: ['s'],
      facets: ['tickets', 'account'],
      signature: ({ headers, raw }) => ({
        signatures: [headers['acme-signature'] ?? ''],
        encoding: 'hex',
        signed: [headers['acme-time'] ?? '', '.', raw],
        stamp: 'none',
      }),
      schema: z.unknown(),
      read: () => events,
    });
    return webhook.receive(
      sign({ raw: Buffer.from('{}'), secret: 's', at: new Date(0) }),
      NOW,
    );
  }

  const told = (change: Partial<WebhookEvent> = {}): WebhookEvent => ({
    id: 'e1',
    type: 'ticket.changed',
    facets: ['tickets'],
    accounts: ['1'],
    ...change,
  });

  it('takes a vendor that stamps nothing', () => {
    expect(received([told()])).toEqual({
      outcome: 'accepted',
      events: [told()],
    });
  });

  it.each([
    ['facets that are not filled', told({ facets: ['health'] })],
    ['no facets', told({ facets: [] })],
    ['nobody', told({ accounts: undefined })],
    ['an empty list of accounts', told({ accounts: [] })],
  ])('leaves out an event about %s', (_name, lost) => {
    expect(received([lost])).toEqual({ outcome: 'accepted', events: [] });
  });

  it('keeps of an event what is filled, once, and each id once', () => {
    const facets = ['health', 'tickets', 'tickets', 'account'] as const;
    expect(
      received([told({ facets }), told({ type: 'ticket.closed' })]),
    ).toEqual({
      outcome: 'accepted',
      events: [told({ facets: ['tickets', 'account'] })],
    });
  });

  it.each<[string, WebhookEvent]>([
    ['an empty id', told({ id: '' })],
    ['a long id', told({ id: 'x'.repeat(201) })],
    ['an id of several lines', told({ id: 'a\nb' })],
    ['an account with a space', told({ accounts: ['1 2'] })],
    ['a record beyond ASCII', told({ record: { type: 'user', id: 'ü' } })],
    ['a type of control characters', told({ type: 'a\u0000' })],
    ['accounts without end', told({ accounts: Array(201).fill('1') })],
  ])('refuses %s', (_name, unsound) => {
    expect(received([told({ id: 'e0' }), unsound])).toEqual({
      outcome: 'refused',
      reason: 'malformed',
    });
  });

  it('bounds the events of a delivery', () => {
    const many = (count: number) =>
      Array.from({ length: count }, (_, index) => told({ id: `e${index}` }));
    expect(received(many(1_000)).outcome).toBe('accepted');
    expect(received(many(1_001)).outcome).toBe('refused');
  });

  it.each([[[]], [['']], [['a', '']]])(
    'is not made with the secrets %j',
    secrets => {
      expect(() => createAcmeWebhook({ secrets, workspace: 'x' })).toThrow(
        'A webhook needs a secret',
      );
    },
  );
});

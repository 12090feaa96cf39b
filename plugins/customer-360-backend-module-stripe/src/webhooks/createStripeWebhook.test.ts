import { createHmac } from 'node:crypto';
import {
  createSourceTestHarness,
  describeWebhookConformance,
  type SourceTestHarness,
  type VendorResponder,
  type WebhookSigner,
} from '@customer-360/backstage-plugin-customer-360-node/testUtils';
import Stripe from 'stripe';
import { createTestSource } from '../__testUtils__/fakeStripe';
import { CUSTOMER, NOW, type Json } from '../__testUtils__/stripeObjects';

const SECRET = 'whsec_test';

function createWebhook(secrets: readonly string[], account?: string) {
  return createTestSource('https://api.stripe.example', {
    webhook: { secrets, account },
  }).webhook;
}

function event(type: string, object: Json, change: Json = {}): Json {
  return {
    id: 'evt_1Nf3',
    object: 'event',
    api_version: '2019-05-16',
    created: NOW.getTime() / 1_000,
    livemode: true,
    pending_webhooks: 1,
    request: { id: null, idempotency_key: null },
    type,
    data: { object },
    ...change,
  };
}

/** Stripe's own signer; it takes texts only. */
const sign: WebhookSigner = ({ raw, secret, at }) => {
  const timestamp = Math.floor(at.getTime() / 1_000);
  const payload = raw.toString('utf8');
  const header = Buffer.from(payload).equals(raw)
    ? new Stripe('rk_test').webhooks.generateTestHeaderString({
        payload,
        secret,
        timestamp,
      })
    : `t=${timestamp},v1=${createHmac('sha256', secret)
        .update(`${timestamp}.`)
        .update(raw)
        .digest('hex')}`;
  return {
    method: 'POST',
    url: 'https://portal.example/webhooks/stripe',
    headers: { 'stripe-signature': header },
    raw,
  };
};

const updated = event('customer.subscription.updated', {
  id: 'sub_fleet',
  object: 'subscription',
  customer: CUSTOMER,
});

describeWebhookConformance({
  name: 'Stripe',
  createWebhook,
  sign,
  delivery: updated,
  events: [
    {
      id: 'evt_1Nf3',
      type: 'customer.subscription.updated',
      occurredAt: NOW.toISOString(),
      facets: ['subscriptions', 'contracts'],
      accounts: [CUSTOMER],
    },
  ],
  unknownType: event('quantum.entangled', { id: 'q_1', customer: { id: [] } }),
  otherAccount: { ...updated, account: 'acct_somebody' },
  headers: ['stripe-signature'],
});

describe('createStripeWebhook', () => {
  function receive(body: Json, account?: string) {
    const raw = Buffer.from(JSON.stringify(body));
    return createWebhook([SECRET], account)!.receive(
      sign({ raw, secret: SECRET, at: NOW }),
      NOW,
    );
  }

  function told(type: string, object: Json) {
    const verdict = receive(event(type, object));
    return verdict.outcome === 'accepted' ? verdict.events[0] : verdict;
  }

  const MONEY = ['subscriptions', 'invoices', 'payments', 'credits'];
  const owned = { id: 'x_1', customer: CUSTOMER };

  it.each([
    ['customer.updated', { id: CUSTOMER }, ['account', 'credits']],
    ['customer.discount.created', owned, ['subscriptions']],
    ['customer.subscription.paused', owned, ['subscriptions', 'contracts']],
    ['subscription_schedule.released', owned, ['subscriptions', 'contracts']],
    ['invoice.paid', owned, MONEY],
    ['invoice.overdue', owned, MONEY],
    ['payment_intent.payment_failed', owned, MONEY],
    ['charge.refunded', owned, MONEY],
    ['credit_note.voided', owned, MONEY],
    ['billing.credit_grant.created', owned, ['credits']],
    [
      'customer.deleted',
      { id: CUSTOMER, deleted: true },
      [
        'account',
        'subscriptions',
        'invoices',
        'payments',
        'credits',
        'contracts',
      ],
    ],
  ])('says what %s makes worthless, and for whom', (type, object, facets) => {
    expect(told(type, object)).toMatchObject({
      type,
      facets,
      accounts: [CUSTOMER],
    });
  });

  it('takes the id of an object that the endpoint expands', () => {
    const object = { id: 'in_1', customer: { id: CUSTOMER, name: 'hush' } };
    const verdict = told('invoice.paid', object);
    expect(verdict).toMatchObject({ accounts: [CUSTOMER] });
    expect(JSON.stringify(verdict)).not.toContain('hush');
  });

  it.each([
    [
      'refund.created',
      { id: 're_1', charge: 'ch_1', payment_intent: 'pi_1' },
      { type: 'charge', id: 'ch_1' },
    ],
    [
      'charge.refund.updated',
      { id: 're_1', charge: { id: 'ch_1' } },
      { type: 'charge', id: 'ch_1' },
    ],
    [
      'refund.failed',
      { id: 're_1', charge: null, payment_intent: 'pi_1' },
      { type: 'payment_intent', id: 'pi_1' },
    ],
    [
      'invoice_payment.paid',
      { id: 'inpay_1', invoice: 'in_1' },
      { type: 'invoice', id: 'in_1' },
    ],
  ])('names the record to ask for with %s', (type, object, record) => {
    const verdict = told(type, object);
    expect(verdict).toMatchObject({ facets: MONEY, record });
    expect(verdict).not.toHaveProperty('accounts');
  });

  it.each([
    // Shared by customers whom Stripe does not list.
    ['price.updated', { id: 'price_1' }],
    ['product.updated', { id: 'prod_1' }],
    ['coupon.updated', { id: 'c_1' }],
    // Announced, not changed.
    ['invoice.upcoming', { customer: CUSTOMER }],
    // Of a guest.
    ['charge.failed', { id: 'ch_1', customer: null }],
    ['refund.created', { id: 're_1', charge: null, payment_intent: null }],
    ['customer.source.expiring', owned],
  ])('takes %s without an effect', (type, object) => {
    expect(receive(event(type, object))).toEqual({
      outcome: 'accepted',
      events: [],
    });
  });

  it.each([
    ['an id that is no event', { id: 'cus_1' }],
    ['a thin event', { object: 'v2.core.event' }],
    ['a date beyond all dates', { created: 1e18 }],
    ['an object that is none', { data: { object: 'sub_1' } }],
    ['a customer with a space', { data: { object: { customer: 'a b' } } }],
  ])('refuses %s', (_name, change) => {
    expect(receive({ ...updated, ...change })).toEqual({
      outcome: 'refused',
      reason: 'malformed',
    });
  });

  it('takes the events of the connected account that it is told of', () => {
    const body = { ...updated, account: 'acct_ours' };
    expect(receive(body, 'acct_ours').outcome).toBe('accepted');
    expect(receive(body, 'acct_other').outcome).toBe('refused');
  });

  it('reads the header as Stripe writes it while a secret is replaced, and no other scheme', () => {
    const request = sign({
      raw: Buffer.from(JSON.stringify(updated)),
      secret: SECRET,
      at: NOW,
    });
    const header = request.headers['stripe-signature']!;
    const [time, v1] = header.split(',');
    const outcomeOf = (written: string) =>
      createWebhook([SECRET])!.receive(
        { ...request, headers: { 'stripe-signature': written } },
        NOW,
      ).outcome;
    const wrong = `v1=${'0'.repeat(64)}`;
    expect(outcomeOf(`${time},${wrong},${v1},v0=6ffb`)).toBe('accepted');
    expect(outcomeOf(`${time},${v1.replace('v1', 'v0')}`)).toBe('refused');
    expect(outcomeOf(`${time},${time},${v1}`)).toBe('refused');
    expect(outcomeOf(v1)).toBe('refused');
    const crowd = new Array(20).fill(wrong).join(',');
    expect(outcomeOf(`${time},${crowd},${v1}`)).toBe('refused');
  });

  it('is not there without a secret', () => {
    expect(createTestSource('https://api.stripe.example').webhook).toBe(
      undefined,
    );
  });
});

describe('accounts behind a payment record of Stripe', () => {
  let harness: SourceTestHarness;

  const respond: VendorResponder = ({ path }) => {
    const [, , collection, id] = path.split('/');
    switch (`${collection}/${id}`) {
      case 'charges/ch_1':
      case 'payment_intents/pi_1':
        return { json: { id, customer: CUSTOMER } };
      case 'invoices/in_1':
        return { json: { id, customer: { id: CUSTOMER } } };
      case 'charges/ch_guest':
        return { json: { id, customer: null } };
      case 'charges/ch_other':
        return { json: { id: 'ch_somebody_elses', customer: 'cus_other' } };
      case 'charges/ch_down':
        return { status: 500, json: {} };
      case 'charges/ch_odd':
        return { json: { id } };
      default:
        return undefined;
    }
  };

  beforeAll(async () => {
    harness = await createSourceTestHarness({
      createSource: baseUrl =>
        createTestSource(baseUrl, { webhook: { secrets: [SECRET] } }),
      respond,
      now: NOW,
    });
  });
  afterAll(() => harness.close());

  const ask = (type: string, id: string) =>
    harness.source.webhook!.accountsOf!({ type, id }, harness.context());

  it.each([
    ['charge', 'ch_1', [CUSTOMER]],
    ['payment_intent', 'pi_1', [CUSTOMER]],
    ['invoice', 'in_1', [CUSTOMER]],
    ['charge', 'ch_guest', []],
    ['charge', 'ch_gone', []],
    ['quantum', 'q_1', []],
  ])('of the %s %s: %j', async (type, id, accounts) => {
    expect(await ask(type, id)).toEqual(accounts);
  });

  it.each([
    ['ch_down', 'upstream'],
    ['ch_other', 'identity_mismatch'],
    ['ch_odd', 'schema'],
  ])('says why %s could not be asked for: %s', async (id, reason) => {
    await expect(ask('charge', id)).rejects.toMatchObject({
      name: 'SourceError',
      reason,
    });
  });
});

import {
  createSourceTestHarness,
  type SourceTestHarness,
} from '@customer-360/backstage-plugin-customer-360-node/testUtils';
import type {
  FacetDataMap,
  FacetId,
} from '@customer-360/backstage-plugin-customer-360-common';
import {
  account,
  createTestSource,
  createWorld,
  respondFrom,
  type StripeWorld,
} from '../__testUtils__/fakeStripe';
import {
  balanceTransaction,
  charge,
  creditNote,
  customer,
  invoice,
  NOW,
  paidInvoice,
  schedule,
  subscription,
} from '../__testUtils__/stripeObjects';

const OTHER = { customer: 'cus_other' };

describe('billing facets of Stripe', () => {
  let harness: SourceTestHarness;

  async function start(change: Partial<StripeWorld> = {}) {
    harness = await createSourceTestHarness({
      createSource: createTestSource,
      respond: respondFrom(createWorld(change)),
      now: NOW,
    });
  }

  async function read<F extends FacetId>(
    facet: F,
    change: Partial<StripeWorld> = {},
  ): Promise<FacetDataMap[F]> {
    await start(change);
    return (await harness.read(facet, account)).data;
  }

  afterEach(async () => {
    await harness.close();
  });

  it('costs one call per object however many facets ask, and agrees with itself', async () => {
    await start();
    const context = harness.context();
    const [, invoices, payments] = await Promise.all([
      harness.read('subscriptions', account, context),
      harness.read('invoices', account, context),
      harness.read('payments', account, context),
      harness.read('credits', account, context),
      harness.read('contracts', account, context),
      harness.read('account', account, context),
    ]);
    const asked = harness
      .requests()
      .map(({ path }) => path.replace(/^\/v1\//, ''));
    expect(asked.sort()).toEqual([
      'charges',
      'credit_notes',
      `customers/${account.id}`,
      `customers/${account.id}/balance_transactions`,
      'invoice_payments',
      'invoices',
      'prices/price_fleet',
      'refunds',
      'subscription_schedules',
      'subscriptions',
    ]);
    expect(payments.data.retries.map(({ id }) => id)).toEqual(
      invoices.data.open.map(({ id }) => id),
    );
  });

  it.each<[FacetId, Partial<StripeWorld>]>([
    ['subscriptions', { subscriptions: [subscription(OTHER)] }],
    ['subscriptions', { schedules: [schedule(OTHER)] }],
    ['subscriptions', { invoices: [invoice(OTHER)] }],
    ['invoices', { invoices: [invoice(OTHER)] }],
    ['payments', { charges: [charge(OTHER)] }],
    ['credits', { balance: [balanceTransaction(OTHER)] }],
    ['credits', { creditNotes: [creditNote(OTHER)] }],
    ['contracts', { schedules: [schedule(OTHER)] }],
  ])(
    'refuses %s when one list alone holds another customer’s record',
    async (facet, change) => {
      await expect(read(facet, change)).rejects.toMatchObject({
        reason: 'identity_mismatch',
      });
    },
  );

  const named = (customer360: string) => ({
    customer: customer({ metadata: { customer360 } }),
  });

  it.each([
    'account',
    'subscriptions',
    'invoices',
    'payments',
    'credits',
    'contracts',
  ] as const)(
    'refuses %s of a customer whose metadata names somebody else',
    async facet => {
      await expect(read(facet, named('cus-other'))).rejects.toMatchObject({
        reason: 'identity_mismatch',
      });
    },
  );

  it.each(['CUS-8f3a1c', 'customer:default/cus-8f3a1c', ''])(
    'reads a customer whose metadata says %j',
    async ours => {
      await expect(read('account', named(ours))).resolves.toBeDefined();
    },
  );

  it('pins the API version and sends no telemetry', async () => {
    await read('account');
    const [{ headers }] = harness.requests();
    expect(headers['stripe-version']).toBe('2026-10-28.endive');
    expect(headers['x-stripe-client-telemetry']).toBeUndefined();
  });

  describe('credits', () => {
    it('turns the sign: a negative balance is the customer’s credit', async () => {
      const data = await read('credits', {
        customer: customer({ balance: -5000 }),
        balance: [
          balanceTransaction({ amount: -7000 }),
          balanceTransaction({ id: 'cbtxn_2', amount: 2000 }),
        ],
      });
      expect(data.balance).toEqual([{ amount: 5000, currency: 'EUR' }]);
      expect(data.transactions.map(({ amount }) => amount.amount)).toEqual([
        7000, -2000,
      ]);
    });

    it('takes balances per currency, which have the other sign, and never adds them', async () => {
      const data = await read('credits', {
        customer: customer({
          balance: -5000,
          invoice_credit_balance: { eur: 5000, usd: 300 },
        }),
      });
      expect(data.balance).toEqual([
        { amount: 5000, currency: 'EUR' },
        { amount: 300, currency: 'USD' },
      ]);
    });

    it('has no negative zero', async () => {
      const data = await read('credits', {
        customer: customer({ balance: 0 }),
      });
      expect(Object.is(data.balance[0].amount, 0)).toBe(true);
    });
  });

  describe('payments', () => {
    it('gives the issuer’s reason, the invoice, and when it is tried again', async () => {
      const data = await read('payments');
      expect(data.payments[0]).toMatchObject({
        status: 'failed',
        failure: 'insufficient_funds',
        invoiceNumber: 'BW-0012',
      });
      expect(data.retries).toEqual([
        {
          source: 'stripe',
          id: 'in_nov',
          url: 'https://dashboard.stripe.com/invoices/in_nov',
          invoiceNumber: 'BW-0012',
          remaining: { amount: 100_000, currency: 'EUR' },
          attempts: 2,
          lastFailure: 'insufficient_funds',
          nextAttemptAt: '2026-11-22T00:00:00.000Z',
        },
      ]);
    });

    it('asks for refunds of refunded charges only', async () => {
      const data = await read('payments');
      expect(data.payments[1].refunded).toEqual({
        amount: 3000,
        currency: 'EUR',
      });
      expect(data.refunds).toMatchObject([
        { id: 're_oct', paymentId: 'ch_oct', status: 'succeeded' },
      ]);
      const asked = harness
        .requests()
        .filter(({ path }) => path === '/v1/refunds');
      expect(asked.map(({ query }) => query.get('charge'))).toEqual(['ch_oct']);
    });

    it('lets no text of the vendor through as a failure', async () => {
      const data = await read('payments', {
        charges: [
          charge({
            outcome: { reason: 'Do not honour, call 0800-SECRET' },
            failure_code: 'card_declined',
          }),
        ],
      });
      expect(data.payments[0].failure).toBe('card_declined');
    });
  });

  describe('invoices', () => {
    it('takes an automatic charge as due when it was first tried', async () => {
      const data = await read('invoices');
      expect(data.open).toMatchObject([
        { dueAt: '2026-11-01T01:00:00.000Z', attempts: 2 },
      ]);
    });

    it('has no due date before an automatic charge was tried', async () => {
      const data = await read('invoices', {
        invoices: [invoice({ attempted: false, attempt_count: 0 })],
      });
      expect(data.open[0].dueAt).toBeUndefined();
    });

    it('reads every open invoice also where the list is cut', async () => {
      const many = Array.from({ length: 620 }, (_, index) =>
        paidInvoice('2026-10', { id: `in_${index}` }),
      );
      await start({ invoices: [...many, invoice({ id: 'in_old' })] });
      const reading = await harness.read('invoices', account);
      expect(reading.truncated).toBe(true);
      expect(reading.data.invoices).toHaveLength(500);
      expect(reading.data.open.map(({ id }) => id)).toEqual(['in_old']);
      expect(harness.requests().length).toBe(7);
    });

    it('pages beyond what the view shows, by Stripe’s cursor', async () => {
      const many = Array.from({ length: 620 }, (_, index) =>
        paidInvoice('2026-10', { id: `in_${index}` }),
      );
      await start({ invoices: many });
      const page = await harness.page('invoices', account, {
        cursor: 'in_599',
        limit: 15,
      });
      expect(page.data.invoices[0].id).toBe('in_600');
      expect(page.nextCursor).toBe('in_614');
    });
  });

  describe('contracts', () => {
    it('takes a schedule that ends or renews for a term', async () => {
      const data = await read('contracts');
      expect(data.contracts).toEqual([
        {
          source: 'stripe',
          id: 'sub_sched_1',
          url: 'https://dashboard.stripe.com/subscription_schedules/sub_sched_1',
          status: 'active',
          startDay: '2026-01-01',
          endDay: '2027-12-31',
          autoRenews: false,
          termMonths: 24,
          annualValue: { amount: 1_650_000, currency: 'EUR' },
        },
      ]);
    });

    it('never takes a planned change or a billing period for one', async () => {
      const data = await read('contracts', {
        schedules: [schedule({ end_behavior: 'release' })],
      });
      expect(data.contracts).toEqual([]);
    });
  });
});

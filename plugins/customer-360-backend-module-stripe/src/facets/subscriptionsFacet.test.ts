import {
  createSourceTestHarness,
  type SourceTestHarness,
} from '@customer-360/backstage-plugin-customer-360-node/testUtils';
import {
  account,
  createTestSource,
  createWorld,
  respondFrom,
  type StripeWorld,
} from '../__testUtils__/fakeStripe';
import {
  coupon,
  discount,
  invoice,
  item,
  line,
  list,
  NOW,
  paidInvoice,
  price,
  prorationLine,
  schedule,
  seconds,
  subscription,
  type Json,
} from '../__testUtils__/stripeObjects';

describe('subscriptionsFacet', () => {
  let harness: SourceTestHarness;
  let options: Json = {};

  async function read(change: Partial<StripeWorld> = {}) {
    harness = await createSourceTestHarness({
      createSource: baseUrl => createTestSource(baseUrl, options),
      respond: respondFrom(createWorld(change)),
      now: NOW,
    });
    return harness.read('subscriptions', account);
  }

  const mrrOf = async (change: Partial<StripeWorld>) =>
    (await read(change)).data.mrr;

  afterEach(async () => {
    options = {};
    await harness.close();
  });

  it('normalises decimals and names the plan after the product', async () => {
    const { data } = await read();
    expect(data.subscriptions[0]).toMatchObject({
      plan: 'Product prod_fleet',
      quantity: 40,
      mrr: { amount: 100_000, currency: 'EUR' },
      currentPeriodEnd: '2026-12-01T00:00:00.000Z',
    });
    expect(data.policy).toBe('contract-like v1');
  });

  it.each([
    ['active', 100_000],
    ['past_due', 100_000],
    ['trialing', undefined],
    ['unpaid', undefined],
    ['paused', undefined],
    ['incomplete', undefined],
    ['canceled', undefined],
  ])('counts %s as %p', async (status, amount) => {
    const mrr = await mrrOf({ subscriptions: [subscription({ status })] });
    expect(mrr[0]?.amount).toBe(amount);
  });

  it('takes paused collection out although the status stays active', async () => {
    const { data } = await read({
      subscriptions: [subscription({ pause_collection: { behavior: 'void' } })],
    });
    expect(data.mrr).toEqual([]);
    expect(data.subscriptions[0].notCounted).toBe('Collection is paused');
  });

  it('counts what is cancelled until its end, and says when that is', async () => {
    const { data } = await read({
      subscriptions: [
        subscription({
          cancel_at_period_end: true,
          // When it was asked for: no end.
          canceled_at: seconds('2026-11-05T00:00:00Z'),
        }),
      ],
    });
    expect(data.mrr[0].amount).toBe(100_000);
    expect(data.subscriptions[0].endsAt).toBe('2026-12-01T00:00:00.000Z');
  });

  it('reads tiers, which lists leave out', async () => {
    const tiered = price({
      billing_scheme: 'tiered',
      tiers_mode: 'graduated',
      unit_amount: null,
      unit_amount_decimal: null,
    });
    const mrr = await mrrOf({
      subscriptions: [
        subscription({ items: list([item({ price: tiered, quantity: 15 })]) }),
      ],
      prices: [
        {
          ...tiered,
          tiers: [
            {
              up_to: 10,
              unit_amount_decimal: '1000.5',
              flat_amount_decimal: null,
            },
            {
              up_to: null,
              unit_amount_decimal: '800',
              flat_amount_decimal: '500',
            },
          ],
        },
      ],
    });
    // 10 × 1000.5 + 500 + 5 × 800
    expect(mrr).toEqual([{ amount: 14_505, currency: 'EUR' }]);
  });

  it('gives no figure where tiers cannot be read, and says so', async () => {
    const tiered = price({
      billing_scheme: 'tiered',
      tiers_mode: 'graduated',
      unit_amount_decimal: null,
    });
    const { data, missing } = await read({
      subscriptions: [subscription({ items: list([item({ price: tiered })]) })],
      prices: [],
    });
    expect(data.subscriptions[0].mrr).toBeUndefined();
    expect(missing).toContain(
      'The MRR is too low: a price or a discount could not be read',
    );
  });

  it('leaves metered items out, and packages and years in', async () => {
    const metered = price({
      id: 'price_metered',
      recurring: {
        interval: 'month',
        interval_count: 1,
        usage_type: 'metered',
      },
    });
    const packaged = price({
      id: 'price_packaged',
      unit_amount_decimal: '120000',
      recurring: {
        interval: 'year',
        interval_count: 1,
        usage_type: 'licensed',
      },
      transform_quantity: { divide_by: 10, round: 'up' },
    });
    const mrr = await mrrOf({
      prices: [metered, packaged],
      subscriptions: [
        subscription({
          items: list([
            item({ id: 'si_m', price: metered, quantity: undefined }),
            item({ id: 'si_p', price: packaged, quantity: 21 }),
          ]),
        }),
      ],
    });
    expect(mrr).toEqual([{ amount: 30_000, currency: 'EUR' }]);
  });

  it('reads the items that did not come with their subscription', async () => {
    const all = Array.from({ length: 12 }, (_, index) =>
      item({ id: `si_${index}`, quantity: 1, subscription: 'sub_fleet' }),
    );
    const { data } = await read({
      subscriptions: [subscription({ items: list(all.slice(0, 10), true) })],
      subscriptionItems: all,
    });
    expect(data.subscriptions[0].items).toHaveLength(12);
    expect(data.mrr).toEqual([{ amount: 30_000, currency: 'EUR' }]);
  });

  it('knows that yen have no decimals and that the króna is sent in hundredths', async () => {
    const yen = price({
      id: 'price_yen',
      currency: 'jpy',
      unit_amount_decimal: '5000',
    });
    const krona = price({
      id: 'price_isk',
      currency: 'isk',
      unit_amount_decimal: '500000',
    });
    const mrr = await mrrOf({
      prices: [yen, krona],
      subscriptions: [
        subscription({
          id: 'sub_yen',
          currency: 'jpy',
          items: list([item({ price: yen, quantity: 3 })]),
        }),
        subscription({
          id: 'sub_isk',
          currency: 'isk',
          items: list([item({ price: krona, quantity: 1 })]),
        }),
      ],
    });
    expect(mrr).toEqual([
      { amount: 5_000, currency: 'ISK' },
      { amount: 15_000, currency: 'JPY' },
    ]);
  });

  describe('discounts', () => {
    const withCoupon = (own: Json, discountChange: Json = {}) => ({
      subscriptions: [
        subscription({ discounts: [discount(own, discountChange)] }),
      ],
      coupons: [own],
    });

    it.each<[string, Json, Json, number]>([
      ['forever', {}, {}, 90_000],
      ['once, by default', { duration: 'once' }, {}, 100_000],
      [
        'repeating, still running',
        { duration: 'repeating' },
        { end: seconds('2026-12-01T00:00:00Z') },
        90_000,
      ],
      [
        'repeating, over',
        { duration: 'repeating' },
        { end: seconds('2026-11-01T00:00:00Z') },
        100_000,
      ],
      [
        'an amount',
        { percent_off: null, amount_off: 3000, currency: 'eur' },
        {},
        97_000,
      ],
      [
        'limited to its product',
        { applies_to: { products: ['prod_fleet'] } },
        {},
        90_000,
      ],
      [
        'limited to another product',
        { applies_to: { products: ['prod_other'] } },
        {},
        100_000,
      ],
    ])('%s', async (_name, couponChange, discountChange, amount) => {
      const mrr = await mrrOf(withCoupon(coupon(couponChange), discountChange));
      expect(mrr).toEqual([{ amount, currency: 'EUR' }]);
    });

    it('spreads a percentage over its products, and no amount over several', async () => {
      const support = price({ id: 'price_support', product: 'prod_support' });
      const bought = {
        items: list([
          item(),
          item({ id: 'si_support', price: support, quantity: 10 }),
        ]),
      };
      const products = ['prod_fleet', 'prod_support'];
      const world = (own: Json) => ({
        prices: [price(), support],
        coupons: [own],
        subscriptions: [
          subscription({ ...bought, discounts: [discount(own)] }),
        ],
      });
      expect(await mrrOf(world(coupon({ applies_to: { products } })))).toEqual([
        { amount: 112_500, currency: 'EUR' },
      ]);
      await harness.close();
      expect(
        await mrrOf(
          world(
            coupon({
              applies_to: { products },
              percent_off: null,
              amount_off: 3000,
              currency: 'eur',
            }),
          ),
        ),
      ).toEqual([]);
    });

    it('counts durations as configured, and says so', async () => {
      options = { mrr: { discounts: ['forever', 'repeating', 'once'] } };
      const { data } = await read(withCoupon(coupon({ duration: 'once' })));
      expect(data.mrr[0].amount).toBe(90_000);
      expect(data.policy).toBe(
        'contract-like, discounts: forever and once and repeating v1',
      );
    });

    it('takes the customer’s where the subscription has none', async () => {
      const { data } = await read({
        customer: {
          ...createWorld().customer,
          discount: discount(coupon()),
        },
      });
      expect(data.mrr[0].amount).toBe(90_000);
    });

    it('gives no figure for one in another currency or of unknown duration', async () => {
      for (const own of [
        coupon({ percent_off: null, amount_off: 3000, currency: 'usd' }),
        coupon({ duration: 'lunar' }),
      ]) {
        const { data } = await read(withCoupon(own));
        expect(data.mrr).toEqual([]);
        await harness.close();
      }
      await read();
    });
  });

  describe('earlier months', () => {
    it('rebuilds them from invoice lines', async () => {
      const { data } = await read();
      expect(data.mrrBefore).toEqual({
        day: '2026-10-21',
        mrr: [{ amount: 100_000, currency: 'EUR' }],
        basis: 'rebuilt from invoice lines and their service periods',
      });
      expect(data.mrrBefore90).toMatchObject({
        day: '2026-08-22',
        mrr: [{ amount: 100_000, currency: 'EUR' }],
      });
      expect(data.mrrHistory).toHaveLength(12);
      expect(data.mrrHistory[0].month).toBe('2025-12');
    });

    it('takes price and quantity of a proration, not its amount', async () => {
      const october = {
        start: seconds('2026-10-16T00:00:00Z'),
        end: seconds('2026-11-01T00:00:00Z'),
      };
      const { data } = await read({
        invoices: [
          invoice({
            lines: list([
              prorationLine({
                id: 'il_credit',
                amount: -51_613,
                quantity: 40,
                period: october,
              }),
              prorationLine({
                id: 'il_debit',
                amount: 64_516,
                quantity: 50,
                period: october,
              }),
              line({ quantity: 50, amount: 125_000 }),
            ]),
          }),
          ...createWorld().invoices.slice(1),
        ],
      });
      // 30 days ago is the 21st: after the change, at 50 seats.
      expect(data.mrrBefore?.mrr).toEqual([
        { amount: 125_000, currency: 'EUR' },
      ]);
      expect(data.mrrHistory.find(({ month }) => month === '2026-09')).toEqual({
        month: '2026-09',
        mrr: { amount: 100_000, currency: 'EUR' },
      });
    });

    it('ends an item that was credited and not charged again', async () => {
      const { data } = await read({
        invoices: [
          paidInvoice('2026-10', {
            lines: list([
              line({
                period: {
                  start: seconds('2026-10-01T00:00:00Z'),
                  end: seconds('2026-11-01T00:00:00Z'),
                },
              }),
              prorationLine({
                id: 'il_credit',
                amount: -51_613,
                period: {
                  start: seconds('2026-10-16T00:00:00Z'),
                  end: seconds('2026-11-01T00:00:00Z'),
                },
              }),
            ]),
          }),
        ],
      });
      expect(data.mrrBefore?.mrr).toEqual([{ amount: 0, currency: 'EUR' }]);
    });

    it.each<[string, (october: Json) => Partial<StripeWorld>]>([
      ['no invoice covers it', () => ({ invoices: [] })],
      [
        'its invoice was voided',
        october => ({ invoices: [{ ...october, status: 'void' }] }),
      ],
      [
        'its invoice was written off',
        october => ({ invoices: [{ ...october, status: 'uncollectible' }] }),
      ],
      [
        'its invoice is unpaid and collection was given up',
        october => ({
          invoices: [{ ...october, status: 'open' }],
          subscriptions: [subscription({ status: 'unpaid' })],
        }),
      ],
      [
        'not all lines of its invoice came with it',
        october => ({
          invoices: [
            {
              ...october,
              lines: { ...(october.lines as Json), has_more: true },
            },
          ],
        }),
      ],
      [
        'a discount of then is not known any more',
        october => ({
          invoices: [
            {
              ...october,
              lines: list([
                line({
                  discounts: ['di_gone'],
                  period: {
                    start: seconds('2026-10-01T00:00:00Z'),
                    end: seconds('2026-11-01T00:00:00Z'),
                  },
                }),
              ]),
            },
          ],
        }),
      ],
      [
        'the customer bought later',
        october => ({
          invoices: [october],
          subscriptions: [
            subscription({ start_date: seconds('2026-11-01T00:00:00Z') }),
          ],
        }),
      ],
    ])('gives none where %s', async (_name, change) => {
      const { data } = await read(change(paidInvoice('2026-10')));
      expect(data.mrrBefore).toBeUndefined();
      expect(data.mrrHistory.filter(({ month }) => month < '2026-11')).toEqual(
        [],
      );
    });

    it('knows that a trial brought nothing', async () => {
      const { data } = await read({
        invoices: [invoice()],
        subscriptions: [
          subscription({
            start_date: seconds('2026-10-01T00:00:00Z'),
            trial_start: seconds('2026-10-01T00:00:00Z'),
            trial_end: seconds('2026-11-01T00:00:00Z'),
          }),
        ],
      });
      expect(data.mrrBefore?.mrr).toEqual([{ amount: 0, currency: 'EUR' }]);
    });
  });

  it('says what schedules will change', async () => {
    const { data } = await read();
    expect(data.subscriptions[0].scheduledChanges).toEqual([
      {
        at: '2027-01-01T00:00:00.000Z',
        text: 'Product prod_fleet: 40 to 55',
        mrr: { amount: 137_500, currency: 'EUR' },
      },
      { at: '2028-01-01T00:00:00.000Z', text: 'Ends', mrr: undefined },
    ]);
  });

  it('shows a schedule that has not begun as scheduled', async () => {
    const { data } = await read({
      schedules: [schedule({ status: 'not_started', subscription: null })],
    });
    expect(data.subscriptions[1]).toMatchObject({
      id: 'sub_sched_1',
      status: 'scheduled',
      plan: 'Product prod_fleet',
    });
  });

  it('leaves out a subscription of unknown status and says what that means', async () => {
    const { data, missing } = await read({
      subscriptions: [
        subscription(),
        subscription({ id: 'sub_new', status: 'quantum' }),
      ],
    });
    expect(data.subscriptions.map(({ id }) => id)).toEqual(['sub_fleet']);
    expect(missing?.join()).toContain('the MRR may be too low');
  });

  it('is partial when an optional field changes its type', async () => {
    const { data, missing } = await read({
      subscriptions: [subscription({ trial_end: 'soon' })],
    });
    expect(data.mrr[0].amount).toBe(100_000);
    expect(missing).toEqual(['Could not be read: the end of a trial']);
  });
});

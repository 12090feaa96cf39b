import {
  createSourceTestHarness,
  type SourceTestHarness,
  type VendorRequest,
  type VendorResponder,
} from '@customer-360/backstage-plugin-customer-360-node/testUtils';
import { subscriptionsSchema } from '@customer-360/backstage-plugin-customer-360-common';
import {
  account,
  createTestSource,
  createWorld,
  respondFrom,
} from '../__testUtils__/fakeStripe';
import {
  coupon,
  CUSTOMER,
  customer,
  discount,
  item,
  list,
  NOW,
  price,
  schedule,
  subscription,
  type Json,
} from '../__testUtils__/stripeObjects';

let harness: SourceTestHarness | undefined;

afterEach(async () => {
  await harness?.close();
  harness = undefined;
});

/** A customer of the list, with what is running. */
function subscribed(id: string, subscriptions: Json[], more = false): Json {
  return {
    ...customer(),
    id,
    subscriptions: list(
      subscriptions.map(each => ({ ...each, customer: id })),
      more,
    ),
  };
}

async function start(
  customers: Json[],
  respond: VendorResponder = respondFrom(createWorld()),
) {
  const asked: VendorRequest[] = [];
  harness = await createSourceTestHarness({
    createSource: baseUrl => createTestSource(baseUrl),
    respond: request => {
      asked.push(request);
      if (request.path !== '/v1/customers') {
        return respond(request);
      }
      const { query } = request;
      const after = query.get('starting_after');
      const from = after
        ? customers.findIndex(({ id }) => id === after) + 1
        : 0;
      const to = from + Number(query.get('limit'));
      return { json: list(customers.slice(from, to), customers.length > to) };
    },
    now: NOW,
  });
  const [bulk] = harness.source.bulk!;
  const { context } = harness;
  return {
    asked,
    bulk,
    /** The rows of subscriptions alone. */
    page: async (cursor?: string) => {
      const answer = await bulk.page(cursor, context());
      return {
        ...answer,
        rows: answer.rows.filter(
          row => row.kind !== 'data' || row.facet === 'subscriptions',
        ),
      };
    },
    contracts: async () =>
      (await bulk.page(undefined, context())).rows.filter(
        row => row.kind === 'data' && row.facet === 'contracts',
      ),
    /** As people see it who open the page. */
    read: <F extends 'subscriptions' | 'contracts' = 'subscriptions'>(
      facet?: F,
    ) => harness!.read((facet ?? 'subscriptions') as F, account),
  };
}

const askedFor = (asked: readonly VendorRequest[], path: RegExp) =>
  asked.filter(request => path.test(request.path)).length;

describe('subscriptionsBulk', () => {
  it('gives of each customer what a read gives, but for what it says is missing', async () => {
    const { asked, bulk, page, read } = await start([
      subscribed(CUSTOMER, [subscription({ schedule: schedule() })]),
    ]);
    const { rows, last, cursor } = await page();
    expect(bulk).toMatchObject({
      mode: 'snapshot',
      facets: ['subscriptions', 'contracts'],
    });
    expect({ last, cursor }).toEqual({ last: true, cursor: CUSTOMER });
    const [first] = asked.filter(({ path }) => path === '/v1/customers');
    expect(first.query.get('limit')).toBe('100');
    expect(
      [...first.query].flatMap(([key, v]) =>
        key.startsWith('expand') ? v : [],
      ),
    ).toEqual([
      'data.subscriptions.data.discounts',
      'data.subscriptions.data.schedule',
    ]);

    const whole = (await read()).data;
    const notEnded = whole.subscriptions.filter(
      ({ status }: Json) => status !== 'ended',
    );
    expect(notEnded).toMatchObject([
      { status: 'active', scheduledChanges: [{}, { text: 'Ends' }] },
    ]);
    const [row] = rows as any[];
    expect(row).toEqual({
      kind: 'data',
      facet: 'subscriptions',
      account: CUSTOMER,
      missing: [expect.stringContaining('without ended')],
      figuresWhole: true,
      data: {
        subscriptions: notEnded,
        mrr: whole.mrr,
        mrrHistory: whole.mrrHistory.filter(
          ({ month }: Json) => month === '2026-11',
        ),
        policy: whole.policy,
      },
    });
    expect(subscriptionsSchema.safeParse(row.data).success).toBe(true);
  });

  it('gives what was agreed for a term, as a read does', async () => {
    const term = schedule();
    const { contracts, read } = await start(
      [
        subscribed(CUSTOMER, [subscription({ schedule: term })]),
        subscribed('cus_none', [subscription()]),
      ],
      respondFrom(createWorld({ schedules: [term] })),
    );
    const { data } = await read('contracts');
    expect(data.contracts).toMatchObject([
      { startDay: '2026-01-01', endDay: '2027-12-31' },
    ]);
    expect(await contracts()).toEqual([
      {
        kind: 'data',
        facet: 'contracts',
        account: CUSTOMER,
        missing: [expect.stringContaining('that are over')],
        figuresWhole: true,
        data,
      },
      expect.objectContaining({
        account: 'cus_none',
        data: { contracts: [] },
      }),
    ]);
  });

  it('says whose a customer is, where the metadata do', async () => {
    const { page } = await start([
      {
        ...subscribed(CUSTOMER, [subscription()]),
        metadata: { customer360: ' cus-brightwater ' },
      },
      { ...subscribed('cus_other', []), metadata: { customer360: '' } },
    ]);
    const { rows } = await page();
    expect(rows[0]).toMatchObject({ owner: { names: ['cus-brightwater'] } });
    expect(rows[1]).toMatchObject({ owner: undefined });
  });

  it('pages through all customers, each whole, and reads the name of a product once for all', async () => {
    // Each has a price of its own, for the same product.
    const many = Array.from({ length: 250 }, (_, at) =>
      subscribed(`cus_${at}`, [
        subscription({
          items: list([
            item({ price: at === 0 ? price() : price({ id: `price_${at}` }) }),
          ]),
        }),
        subscription({ id: 'sub_2' }),
      ]),
    );
    const { asked, page } = await start(many);
    const seen: any[] = [];
    let cursor: string | undefined;
    for (let last = false; !last; ) {
      const answer = await page(cursor);
      seen.push(...answer.rows);
      ({ cursor, last } = answer);
    }
    expect(seen.map(row => row.account)).toEqual(many.map(({ id }) => id));
    for (const { data } of seen) {
      expect(data.subscriptions.map(({ plan }: Json) => plan)).toEqual([
        'Product prod_fleet',
        'Product prod_fleet',
      ]);
      expect(data.mrr).toEqual([{ amount: 200_000, currency: 'EUR' }]);
    }
    expect(askedFor(asked, /customers$/)).toBe(3);
    expect(askedFor(asked, /prices/)).toBe(1);
    // The next round sees what was renamed meanwhile.
    await page();
    expect(askedFor(asked, /prices/)).toBe(2);
  });

  it('has what has not begun yet, asked for once for all customers of a round', async () => {
    const later = schedule({
      id: 'sub_sched_later',
      status: 'not_started',
      subscription: null,
    });
    const begun = schedule({ id: 'sub_sched_begun' });
    const many = [
      ...Array.from({ length: 100 }, (_, at) => subscribed(`cus_${at}`, [])),
      subscribed(CUSTOMER, [subscription()]),
    ];
    const { asked, page } = await start(
      many,
      respondFrom(createWorld({ schedules: [later, begun] })),
    );
    const first = await page();
    const second = await page(first.cursor);
    expect(second.rows).toMatchObject([
      {
        account: CUSTOMER,
        figuresWhole: true,
        data: {
          subscriptions: [
            { status: 'active', scheduledChanges: [] },
            {
              id: 'sub_sched_later',
              status: 'scheduled',
              plan: 'Product prod_fleet',
            },
          ],
          mrr: [{ amount: 100_000 }],
        },
      },
    ]);
    expect(first.rows).toContainEqual(
      expect.objectContaining({
        account: 'cus_7',
        data: expect.objectContaining({ subscriptions: [] }),
      }),
    );
    const scheduled = asked.filter(({ path }) => path.endsWith('_schedules'));
    expect(scheduled.map(({ query }) => query.get('scheduled'))).toEqual([
      'true',
    ]);
    await page();
    expect(askedFor(asked, /_schedules$/)).toBe(2);
  });

  it('goes on at a cursor of another instance with nothing of an earlier round', async () => {
    const later = (id: string) =>
      schedule({ id, status: 'not_started', subscription: null });
    const world = createWorld({ schedules: [later('sub_sched_old')] });
    const many = [
      ...Array.from({ length: 200 }, (_, at) => subscribed(`cus_${at}`, [])),
      subscribed(CUSTOMER, [subscription()]),
    ];
    const { asked, page } = await start(many, request =>
      respondFrom(world)(request),
    );
    const scheduled = async (cursor: string) =>
      (await page(cursor)).rows.flatMap(
        row => (row as any).data?.subscriptions[1]?.id ?? [],
      );
    await page();
    world.schedules = [later('sub_sched_new')];
    // What the pages between them had was read elsewhere.
    expect(await scheduled('cus_199')).toEqual(['sub_sched_new']);
    world.schedules = [later('sub_sched_next')];
    // Read again, and so of the same round.
    expect(await scheduled('cus_199')).toEqual(['sub_sched_new']);
    expect(askedFor(asked, /_schedules$/)).toBe(2);
  });

  it.each([
    ['may not be read', () => ({ status: 403, json: {} })],
    [
      'are too many to be read',
      () => ({
        json: list(
          [schedule({ status: 'not_started', subscription: null })],
          true,
        ),
      }),
    ],
  ])(
    'gives no figures to observe where subscriptions that begin later %s',
    async (_name, answer) => {
      const { page } = await start(
        [subscribed(CUSTOMER, [subscription()])],
        request =>
          request.path.endsWith('_schedules')
            ? answer()
            : respondFrom(createWorld())(request),
      );
      expect((await page()).rows).toMatchObject([
        {
          figuresWhole: false,
          missing: expect.arrayContaining([
            'Subscriptions that have not begun yet could not be read',
          ]),
        },
      ]);
    },
  );

  it('reads a page again where what begins later could only not be read now', async () => {
    let status = 500;
    const { page } = await start(
      [subscribed(CUSTOMER, [subscription()])],
      request =>
        request.path.endsWith('_schedules') && status !== 200
          ? { status, json: {} }
          : respondFrom(createWorld({ schedules: [] }))(request),
    );
    await expect(page()).rejects.toMatchObject({ reason: 'upstream' });
    status = 200;
    // On another instance, or after the round was stopped: at its cursor.
    expect((await page('')).rows).toMatchObject([{ figuresWhole: true }]);
  });

  it('has who has nothing, and leaves out what is over', async () => {
    const { page } = await start([
      subscribed('cus_none', []),
      subscribed('cus_left', [subscription({ status: 'canceled' })]),
    ]);
    const { rows } = await page();
    expect(rows).toMatchObject([
      { account: 'cus_none', data: { subscriptions: [], mrr: [] } },
      { account: 'cus_left', data: { subscriptions: [], mrr: [] } },
    ]);
  });

  it.each([
    [
      'more subscriptions than came',
      subscribed(CUSTOMER, [subscription()], true),
    ],
    [
      'more items than came',
      subscribed(CUSTOMER, [subscription({ items: list([item()], true) })]),
    ],
    [
      'an item whose discount is an id',
      subscribed(CUSTOMER, [
        subscription({ items: list([item({ discounts: ['di_1'] })]) }),
      ]),
    ],
    [
      'a schedule that is an id',
      subscribed(CUSTOMER, [subscription({ schedule: 'sub_sched_1' })]),
    ],
  ])(
    'asks for the rest of a customer with %s, and of no other',
    async (_name, one) => {
      const { asked, page } = await start([
        one,
        subscribed('cus_other', [subscription()]),
      ]);
      const { rows } = await page();
      expect(rows).toMatchObject([
        { data: { mrr: [{ amount: 100_000 }] } },
        { data: { mrr: [{ amount: 100_000 }] } },
      ]);
      const rest = asked.filter(({ path }) => path === '/v1/subscriptions');
      expect(rest.map(({ query }) => query.get('customer'))).toEqual([
        CUSTOMER,
      ]);
    },
  );

  it('takes the customer’s own discount, with its coupon looked up', async () => {
    const own = coupon();
    const { page } = await start(
      [{ ...subscribed(CUSTOMER, [subscription()]), discount: discount(own) }],
      respondFrom(createWorld({ coupons: [own] })),
    );
    expect((await page()).rows).toMatchObject([
      { data: { mrr: [{ amount: 90_000 }] } },
    ]);
  });

  it('says which figures are too low, and fails where it could only not be read now', async () => {
    const tiered = price({
      billing_scheme: 'tiered',
      tiers_mode: 'graduated',
      unit_amount_decimal: null,
    });
    const customers = [
      subscribed('cus_a', [
        subscription({ items: list([item({ price: tiered })]) }),
      ]),
      subscribed('cus_b', []),
    ];
    let status = 404;
    const { page } = await start(customers, request =>
      request.path.startsWith('/v1/prices')
        ? { status, json: { error: {} } }
        : respondFrom(createWorld())(request),
    );
    const tooLow =
      'The MRR is too low: a price or a discount could not be read';
    const { rows } = (await page()) as any;
    expect(rows[0]).toMatchObject({
      missing: expect.arrayContaining([tooLow]),
      figuresWhole: false,
    });
    expect(rows[1].missing).not.toContain(tooLow);
    expect(rows[1].figuresWhole).toBe(true);
    status = 500;
    await expect(page()).rejects.toMatchObject({ reason: 'upstream' });
  });

  it('leaves out a customer that is not as agreed, or has another’s subscription', async () => {
    const stranger = subscribed('cus_x', [subscription()]);
    (stranger as any).subscriptions.data[0].customer = 'cus_y';
    const { page } = await start([
      { ...subscribed('cus_a', [subscription()]), subscriptions: 'many' },
      stranger,
      subscribed('cus_b', [subscription({ trial_end: 'soon' })]),
    ]);
    expect((await page()).rows).toMatchObject([
      {
        account: 'cus_b',
        missing: expect.arrayContaining([
          'Could not be read: the end of a trial',
        ]),
      },
    ]);
  });

  it.each([
    [{ json: list([{ ...customer(), subscriptions: 7 }]) }, 'schema'],
    [{ json: list([], true) }, 'schema'],
    [{ status: 401, json: {} }, 'auth'],
    [{ status: 403, json: {} }, 'no_access'],
    [
      { status: 429, json: {}, headers: { 'retry-after': '30' } },
      'rate_limited',
    ],
    [{ status: 500, json: {} }, 'upstream'],
  ])('fails whole: %j', async (answer, reason) => {
    const { page } = await start([]);
    await harness!.respondWith(() => answer);
    await expect(page()).rejects.toMatchObject({ name: 'SourceError', reason });
  });

  it.each([
    ['was deleted', { json: { id: 'cus_gone', deleted: true } }, 'not_found'],
    ['is unknown', { status: 404, json: {} }, 'not_found'],
    ['is still there', { json: customer() }, 'upstream'],
  ])(
    'begins anew only where Stripe refuses a cursor that %s',
    async (_name, answer, reason) => {
      const { page } = await start([]);
      await harness!.respondWith(({ path }) =>
        path === '/v1/customers'
          ? { status: 400, json: { error: { code: 'resource_missing' } } }
          : answer,
      );
      await expect(page('cus_gone')).rejects.toMatchObject({ reason });
    },
  );
});

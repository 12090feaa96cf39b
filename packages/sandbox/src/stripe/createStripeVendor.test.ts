import { createHmac } from 'node:crypto';

import { testContext } from '../server/testRequest.ts';
import type { VendorResponse } from '../server/types.ts';
import { createWorld } from '../world/createWorld.ts';
import { createStripeVendor } from './createStripeVendor.ts';

const TODAY = '2026-11-23';
const world = createWorld({ seed: 1, size: 40, today: TODAY });
const brightwater = world.company(0);
const [customer] = brightwater.ids.stripe;
const trial = brightwater.billing.subscriptions[2];

type Json = { readonly [name: string]: unknown };

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null;
}

function bodyOf(response: VendorResponse): Json {
  const body: unknown = JSON.parse(JSON.stringify(response.body));
  if (!isJson(body)) throw new Error('The answer is no JSON object.');
  return body;
}

function dataOf(response: VendorResponse): readonly Json[] {
  const { data } = bodyOf(response);
  return Array.isArray(data) ? data.filter(isJson) : [];
}

function errorOf(response: VendorResponse): Json {
  const { error } = bodyOf(response);
  return isJson(error) ? error : {};
}

function setUp(limited = false) {
  let now = new Date(`${TODAY}T10:00:00Z`);
  const vendor = createStripeVendor(world, {
    ...testContext(),
    now: () => now,
    limitsEnabled: () => limited,
  });
  const call = async (
    method: string,
    url: string,
    form: Readonly<Record<string, string>> = {},
    headers: Readonly<Record<string, string>> = {},
  ) => {
    const { pathname, searchParams } = new URL(url, 'http://stripe.example');
    return vendor.handle({
      method,
      path: pathname,
      query: searchParams,
      headers: { authorization: 'Bearer rk_test_sandbox', ...headers },
      body: Buffer.from(new URLSearchParams(form).toString()),
    });
  };
  return {
    vendor,
    get: (url: string, headers = {}) => call('GET', url, {}, headers),
    post: (url: string, form: Readonly<Record<string, string>>, headers = {}) =>
      call('POST', url, form, headers),
    later: (ms: number) => {
      now = new Date(now.getTime() + ms);
    },
  };
}

describe('paging', () => {
  it('walks all of a customer by starting_after, newest first, without gaps', async () => {
    const { get } = setUp();
    const ids: unknown[] = [];
    let after = '';
    for (;;) {
      const page = await get(
        `/v1/invoices?customer=${customer}&limit=7${after}`,
      );
      const data = dataOf(page);
      ids.push(...data.map(invoice => invoice.id));
      if (bodyOf(page).has_more !== true) break;
      expect(data).toHaveLength(7);
      after = `&starting_after=${data[6].id}`;
    }
    expect(ids).toEqual(brightwater.billing.invoices.map(({ id }) => id));
  });

  it('goes back by ending_before', async () => {
    const { get } = setUp();
    const { invoices } = brightwater.billing;
    const page = await get(
      `/v1/invoices?customer=${customer}&limit=2&ending_before=${invoices[5].id}`,
    );
    expect(dataOf(page).map(({ id }) => id)).toEqual([
      invoices[3].id,
      invoices[4].id,
    ]);
    expect(bodyOf(page).has_more).toBe(true);
  });

  it('walks the subscriptions of the whole account', async () => {
    const { get } = setUp();
    const ids = new Set<unknown>();
    let after = '';
    for (;;) {
      const page = await get(`/v1/subscriptions?status=all&limit=10${after}`);
      const data = dataOf(page);
      for (const { id } of data) ids.add(id);
      if (bodyOf(page).has_more !== true) break;
      after = `&starting_after=${data[data.length - 1].id}`;
    }
    const all = Array.from({ length: world.size }, (_, index) =>
      world.company(index).billing.subscriptions.map(({ id }) => id),
    ).flat();
    expect(ids).toEqual(new Set(all));
  });

  it('answers no more than a hundred of ten thousand', async () => {
    const { get } = setUp();
    const [huge] = world.company(16).ids.stripe;
    const page = await get(`/v1/invoices?customer=${huge}&limit=100`);
    expect(dataOf(page)).toHaveLength(100);
    expect(bodyOf(page).has_more).toBe(true);
  });

  it('filters by status and time', async () => {
    const { get } = setUp();
    const open = await get(`/v1/invoices?customer=${customer}&status=open`);
    expect(dataOf(open).map(each => each.amount_remaining)).toEqual([
      50_000, 40_000,
    ]);
    const since = Date.parse('2026-11-01') / 1_000;
    const charges = await get(
      `/v1/charges?customer=${customer}&created[gte]=${since}&limit=100`,
    );
    for (const charge of dataOf(charges)) {
      expect(charge.created).toBeGreaterThanOrEqual(since);
    }
    expect(dataOf(charges).length).toBeGreaterThan(0);
  });
});

describe('refusals', () => {
  it.each([
    ['/v1/invoices?limit=0', 400, 'parameter_invalid_integer', 'limit'],
    ['/v1/invoices?limit=101', 400, 'parameter_invalid_integer', 'limit'],
    ['/v1/invoices?limit=ten', 400, 'parameter_invalid_integer', 'limit'],
    ['/v1/invoices?colour=red', 400, 'parameter_unknown', 'colour'],
    [
      '/v1/invoices?created[after]=1',
      400,
      'parameter_unknown',
      'created[after]',
    ],
    [
      '/v1/invoices?starting_after=in_x',
      400,
      'resource_missing',
      'starting_after',
    ],
    ['/v1/invoices?customer=cus_x', 400, 'resource_missing', 'customer'],
    ['/v1/customers/cus_x', 404, 'resource_missing', 'id'],
    ['/v1/subscriptions/sub_x', 404, 'resource_missing', 'id'],
    ['/v1/coupons/forever-101-off', 404, 'resource_missing', 'id'],
    ['/v1/coupons/in_x', 404, 'resource_missing', 'id'],
    ['/v1/coupons/forever-10-off?limit=1', 400, 'parameter_unknown', 'limit'],
  ])('%s gives %i %s for %s', async (url, status, code, param) => {
    const { get } = setUp();
    const response = await get(url);
    expect(response.status).toBe(status);
    expect(errorOf(response)).toMatchObject({
      type: 'invalid_request_error',
      code,
      param,
      message: expect.any(String),
      doc_url: `https://stripe.com/docs/error-codes/${code.replaceAll(
        '_',
        '-',
      )}`,
      request_log_url: expect.stringContaining(
        String(response.headers?.['request-id']),
      ),
    });
  });

  it('wants the key, as bearer or as Basic', async () => {
    const { get } = setUp();
    const basic = Buffer.from('rk_test_sandbox:').toString('base64');
    const url = `/v1/customers/${customer}`;
    expect((await get(url, { authorization: '' })).status).toBe(401);
    expect((await get(url, { authorization: 'Bearer sk_no' })).status).toBe(
      401,
    );
    expect((await get(url, { authorization: `Basic ${basic}` })).status).toBe(
      200,
    );
  });

  it('knows one version only', async () => {
    const { get } = setUp();
    const url = `/v1/customers/${customer}`;
    const old = await get(url, { 'stripe-version': '2019-01-01' });
    expect(old.status).toBe(400);
    const pinned = await get(url, { 'stripe-version': '2026-10-28.endive' });
    expect(pinned.status).toBe(200);
  });

  it('slows an endpoint down at 25 a second and lets it go on later', async () => {
    const { get, later } = setUp(true);
    const url = `/v1/customers/${customer}`;
    for (let count = 0; count < 25; count++) {
      expect((await get(url)).status).toBe(200);
    }
    const refused = await get(url);
    expect(refused.status).toBe(429);
    expect(errorOf(refused).code).toBe('rate_limit');
    expect(refused.headers).toMatchObject({
      'stripe-rate-limited-reason': 'endpoint-rate',
    });
    expect((await get('/v1/account')).status).toBe(200);
    later(1_000);
    expect((await get(url)).status).toBe(200);
  });
});

describe('expand', () => {
  it('gives ids unless asked for more', async () => {
    const { get } = setUp();
    const [first] = world.company(10).ids.stripe;
    const url = `/v1/subscriptions?customer=${first}`;
    const [plain] = dataOf(await get(url));
    expect(plain.discounts).toEqual([expect.stringMatching(/^di_/)]);
    const [half] = dataOf(await get(`${url}&expand[]=data.discounts`));
    expect(half.discounts).toEqual([
      expect.objectContaining({
        source: { type: 'coupon', coupon: 'forever-10-off' },
      }),
    ]);
    const [full] = dataOf(
      await get(`${url}&expand[]=data.discounts.source.coupon`),
    );
    expect(full.discounts).toEqual([
      expect.objectContaining({
        source: {
          type: 'coupon',
          coupon: expect.objectContaining({ percent_off: 10 }),
        },
      }),
    ]);
  });

  it('knows the coupon of a discount by its id, for all products', async () => {
    const { get } = setUp();
    const coupon = await get('/v1/coupons/forever-10-off?expand[]=applies_to');
    expect(coupon.status).toBe(200);
    expect(bodyOf(coupon)).toMatchObject({
      id: 'forever-10-off',
      object: 'coupon',
      duration: 'forever',
      percent_off: 10,
    });
    expect(bodyOf(coupon)).not.toHaveProperty('applies_to');
  });

  it('goes four levels deep and no further', async () => {
    const { get } = setUp();
    const response = await get(
      '/v1/subscriptions?expand[]=data.items.data.price.tiers',
    );
    expect(response.status).toBe(400);
    expect(errorOf(response).code).toBe('property_expansion_max_depth');
  });

  it('shows why a payment failed', async () => {
    const { get } = setUp();
    const overdue = brightwater.billing.invoices.find(
      invoice => invoice.status === 'open',
    );
    const [payment] = dataOf(
      await get(
        `/v1/invoice_payments?invoice=${overdue?.id}&expand[]=data.payment.payment_intent`,
      ),
    );
    expect(payment).toMatchObject({
      status: 'open',
      payment: {
        payment_intent: {
          status: 'requires_payment_method',
          last_payment_error: { decline_code: 'do_not_honor' },
        },
      },
    });
  });
});

describe('search', () => {
  it.each([
    `metadata['account_id']:'${brightwater.ids.product}'`,
    'email:"billing@brightwater.example"',
    'name:"brightwater logistics"',
    'email~"brightwater.example"',
  ])('finds Brightwater by %s', async query => {
    const { get } = setUp();
    const response = await get(
      `/v1/customers/search?query=${encodeURIComponent(query)}`,
    );
    expect(dataOf(response).map(({ id }) => id)).toEqual([customer]);
  });

  it('finds an invoice by its number', async () => {
    const { get } = setUp();
    const [{ number, id }] = brightwater.billing.invoices;
    const response = await get(
      `/v1/invoices/search?query=${encodeURIComponent(`number:"${number}"`)}`,
    );
    expect(dataOf(response).map(invoice => invoice.id)).toEqual([id]);
  });

  it('refuses what it cannot read', async () => {
    const { get } = setUp();
    for (const query of ['name', 'colour:"red"', 'name~"a"']) {
      const response = await get(
        `/v1/customers/search?query=${encodeURIComponent(query)}`,
      );
      expect(response.status).toBe(400);
    }
  });
});

describe('a credit', () => {
  const url = `/v1/customers/${customer}/balance_transactions`;
  const form = { amount: '-500', currency: 'eur', 'metadata[reason]': 'late' };
  const balance = async (get: (url: string) => Promise<VendorResponse>) =>
    Number(bodyOf(await get(`/v1/customers/${customer}`)).balance);

  it('shows up in the balance and in the list', async () => {
    const { get, post } = setUp();
    const before = await balance(get);
    const made = bodyOf(await post(url, form));
    expect(made).toMatchObject({
      amount: -500,
      ending_balance: before - 500,
      metadata: { reason: 'late' },
    });
    expect(await balance(get)).toBe(before - 500);
    expect(dataOf(await get(url))[0].id).toBe(made.id);
    const [event] = dataOf(await get('/v1/events?types[]=customer.updated'));
    expect(event).toMatchObject({
      data: { previous_attributes: { balance: before } },
    });
  });

  it('is given once per key, and a key keeps its parameters', async () => {
    const { get, post, later } = setUp();
    const before = await balance(get);
    const key = { 'idempotency-key': 'intention-1' };
    const first = await post(url, form, key);
    const again = await post(url, form, key);
    expect(bodyOf(again).id).toBe(bodyOf(first).id);
    expect(again.headers).toMatchObject({ 'idempotent-replayed': 'true' });
    expect(await balance(get)).toBe(before - 500);
    const other = await post(url, { ...form, amount: '-600' }, key);
    expect(other.status).toBe(400);
    expect(errorOf(other).type).toBe('idempotency_error');
    later(25 * 3_600_000);
    await post(url, form, key);
    expect(await balance(get)).toBe(before - 1_000);
  });

  it('is refused in another currency, and a refusal leaves the key free', async () => {
    const { get, post } = setUp();
    const before = await balance(get);
    const key = { 'idempotency-key': 'intention-2' };
    expect((await post(url, { ...form, currency: 'usd' }, key)).status).toBe(
      400,
    );
    expect((await post(url, { currency: 'eur' }, key)).status).toBe(400);
    expect(await balance(get)).toBe(before);
    expect((await post(url, form, key)).status).toBe(200);
  });
});

describe('a trial', () => {
  it('is longer afterwards, on the subscription and its items', async () => {
    const { get, post } = setUp();
    const end = Date.parse('2026-12-20') / 1_000;
    const response = await post(`/v1/subscriptions/${trial.id}`, {
      trial_end: String(end),
      proration_behavior: 'none',
    });
    expect(response.status).toBe(200);
    const read = bodyOf(await get(`/v1/subscriptions/${trial.id}`));
    expect(read).toMatchObject({
      status: 'trialing',
      trial_end: end,
      billing_cycle_anchor: end,
      items: { data: [{ current_period_end: end }] },
    });
  });

  it('does not end in the past, nor in ten years', async () => {
    const { post } = setUp();
    for (const day of ['2026-11-01', '2036-11-01']) {
      const response = await post(`/v1/subscriptions/${trial.id}`, {
        trial_end: String(Date.parse(day) / 1_000),
      });
      expect(response.status).toBe(400);
      expect(errorOf(response).param).toBe('trial_end');
    }
  });
});

describe('events', () => {
  it('tell of the seats that went, and reach back thirty days only', async () => {
    const { get } = setUp();
    const events = dataOf(
      await get('/v1/events?types[]=customer.subscription.updated&limit=100'),
    );
    const change = events.find(
      ({ data }) =>
        isJson(data) &&
        isJson(data.object) &&
        data.object.id === brightwater.billing.subscriptions[0].id,
    );
    expect(change).toMatchObject({
      data: {
        previous_attributes: {
          items: { data: [{ quantity: 250 }, { quantity: 40 }] },
        },
      },
    });
    const oldest = Math.min(...events.map(event => Number(event.created)));
    expect(oldest).toBeGreaterThan(Date.parse('2026-10-24') / 1_000);
  });
});

describe('a webhook', () => {
  it('is signed over stamp and body with the secret', () => {
    const { vendor } = setUp();
    const now = new Date(`${TODAY}T10:00:00Z`);
    const sent = vendor.webhook?.(
      [{ type: 'customer.updated', objectId: customer }],
      'http://portal.example/hook',
      now,
    );
    const stamp = now.getTime() / 1_000;
    const expected = createHmac('sha256', 'whsec_sandbox')
      .update(`${stamp}.${sent?.body}`)
      .digest('hex');
    expect(sent?.headers['stripe-signature']).toBe(`t=${stamp},v1=${expected}`);
    expect(JSON.parse(sent?.body ?? '')).toMatchObject({
      object: 'event',
      type: 'customer.updated',
      data: { object: { id: customer } },
    });
  });
});

it('answers a deleted customer as Stripe does', async () => {
  const { get } = setUp();
  const gone = world.ids.stripe('cus', 11, 1);
  expect(bodyOf(await get(`/v1/customers/${gone}`))).toEqual({
    id: gone,
    object: 'customer',
    deleted: true,
  });
});

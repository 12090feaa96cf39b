import { callInside } from '../server/changes/insideRequests.ts';
import { testContext } from '../server/testRequest.ts';
import type { Vendor } from '../server/types.ts';
import { createWorld } from '../world/createWorld.ts';
import type { Company, Subscription } from '../world/types.ts';
import { createStripeVendor } from './createStripeVendor.ts';

const world = createWorld({ seed: 42, size: 120, today: '2026-11-23' });
const companies = Array.from({ length: 120 }, (_, at) => world.company(at));

function firstWith(wanted: (subscription: Subscription) => boolean): {
  company: Company;
  subscription: Subscription;
} {
  for (const company of companies) {
    const subscription = company.billing.subscriptions.find(wanted);
    if (subscription) {
      return { company, subscription };
    }
  }
  throw new Error('The world has no such subscription.');
}

describe('changes at Stripe', () => {
  let vendor: Vendor;
  let context: ReturnType<typeof testContext>;

  beforeEach(() => {
    context = testContext();
    vendor = createStripeVendor(world, context);
  });

  const send = (
    method: string,
    path: string,
    body?: Readonly<Record<string, unknown>>,
  ) => callInside(vendor, { method, path, body });

  const told = () => context.events.map(event => event.type);

  describe('a running subscription', () => {
    const { company, subscription } = firstWith(
      each => each.status === 'active' && each.items.length === 1,
    );
    const path = `/v1/subscriptions/${subscription.id}`;
    const [item] = subscription.items;

    it('takes another quantity, which every read shows and one event tells', async () => {
      const answer = await send('POST', path, {
        'items[0][id]': item.id,
        'items[0][quantity]': item.quantity + 7,
      });
      expect(answer.body.items.data[0].quantity).toBe(item.quantity + 7);

      const list = await send(
        'GET',
        `/v1/subscriptions?customer=${subscription.stripeCustomer}&status=all`,
      );
      expect(
        list.body.data.find((each: any) => each.id === subscription.id).items
          .data[0].quantity,
      ).toBe(item.quantity + 7);

      expect(context.events).toEqual([
        expect.objectContaining({
          type: 'customer.subscription.updated',
          objectId: subscription.id,
        }),
      ]);
      const events = await send('GET', '/v1/events?limit=1');
      expect(events.body.data[0]).toMatchObject({
        id: context.events[0].id,
        type: 'customer.subscription.updated',
        data: {
          object: { items: { data: [{ quantity: item.quantity + 7 }] } },
          previous_attributes: {
            items: { data: [{ quantity: item.quantity }] },
          },
        },
      });
    });

    it('keeps in each event how it was then', async () => {
      for (const quantity of [5, 6]) {
        await send('POST', path, {
          'items[0][id]': item.id,
          'items[0][quantity]': quantity + 1_000,
        });
      }
      const { body } = await send('GET', '/v1/events?limit=2');
      expect(
        body.data.map((each: any) => each.data.object.items.data[0].quantity),
      ).toEqual([1_006, 1_005]);
    });

    it('takes a price made for it', async () => {
      const { body } = await send('POST', path, {
        'items[0][id]': item.id,
        'items[0][price_data][currency]': company.currency.toLowerCase(),
        'items[0][price_data][product]': item.productId,
        'items[0][price_data][recurring][interval]': 'month',
        'items[0][price_data][unit_amount]': 4_321,
      });
      const { price } = body.items.data[0];
      expect(price).toMatchObject({
        unit_amount: 4_321,
        recurring: { interval: 'month' },
      });
      expect(price.id).not.toBe(item.priceId);
      const read = await send('GET', `/v1/prices/${price.id}`);
      expect(read.body.unit_amount).toBe(4_321);
    });

    it('is marked to end and unmarked again', async () => {
      const ending = await send('POST', path, { cancel_at_period_end: true });
      expect(ending.body).toMatchObject({
        status: 'active',
        cancel_at_period_end: true,
        canceled_at: expect.any(Number),
      });
      const going = await send('POST', path, { cancel_at_period_end: false });
      expect(going.body).toMatchObject({
        cancel_at_period_end: false,
        canceled_at: null,
        cancel_at: null,
      });
    });

    it('takes a coupon and loses it', async () => {
      const { body } = await send('POST', path, {
        'discounts[0][coupon]': 'forever-15-off',
      });
      expect(body.discounts).toHaveLength(1);
      const without = await send('POST', path, { discounts: '' });
      expect(without.body.discounts).toEqual([]);
    });

    it('is cancelled at once, and can then not be changed', async () => {
      const gone = await send('DELETE', path);
      expect(gone.body).toMatchObject({
        status: 'canceled',
        ended_at: Math.floor(context.now().getTime() / 1_000),
      });
      expect(told()).toEqual(['customer.subscription.deleted']);
      expect((await send('DELETE', path)).status).toBe(404);
      const refused = await send('POST', path, {
        'items[0][id]': item.id,
        'items[0][quantity]': 2,
      });
      expect(refused.status).toBe(400);
      const usual = await send(
        'GET',
        `/v1/subscriptions?customer=${subscription.stripeCustomer}`,
      );
      expect(usual.body.data.map((each: any) => each.id)).not.toContain(
        subscription.id,
      );
    });

    it.each([
      [
        { 'items[0][id]': 'si_unknown', 'items[0][quantity]': 1 },
        'items[0][id]',
      ],
      [
        { 'items[0][id]': item.id, 'items[0][price]': 'price_x' },
        'items[0][price]',
      ],
      [{ 'items[0][quantity]': 3 }, 'items[0][price]'],
      [{ 'items[0][colour]': 'red' }, 'items[0][colour]'],
      [{ 'items[0][id]': item.id, 'items[0][deleted]': true }, 'items'],
      [{ cancel_at_period_end: 'perhaps' }, 'cancel_at_period_end'],
      [{ 'discounts[0][coupon]': 'nothing' }, 'discounts[0][coupon]'],
    ])('refuses %j and tells of nothing', async (form, param) => {
      const { status, body } = await send('POST', path, form);
      expect(status).toBe(400);
      expect(body.error.param).toBe(param);
      expect(context.events).toEqual([]);
    });
  });

  it('collects an open invoice, and the subscription is no longer behind', async () => {
    const { company, subscription } = firstWith(
      each => each.status === 'past_due',
    );
    const open = company.billing.invoices.filter(
      each => each.subscriptionId === subscription.id && each.status === 'open',
    );
    expect(open.length).toBeGreaterThan(0);
    for (const invoice of open) {
      const { body } = await send('POST', `/v1/invoices/${invoice.id}/pay`, {});
      expect(body).toMatchObject({ status: 'paid', amount_remaining: 0 });
    }
    const after = await send('GET', `/v1/subscriptions/${subscription.id}`);
    expect(after.body.status).toBe('active');
    expect(told()).toEqual(
      expect.arrayContaining(['invoice.paid', 'customer.subscription.updated']),
    );
    const list = await send(
      'GET',
      `/v1/invoices?customer=${subscription.stripeCustomer}&status=open`,
    );
    expect(list.body.data).toEqual([]);
    const again = await send('POST', `/v1/invoices/${open[0].id}/pay`, {});
    expect(again.status).toBe(400);
    expect(again.body.error.message).toBe('Invoice is already paid');
  });

  it('edits a customer, who is then found by the new address', async () => {
    const [id] = companies[0].ids.stripe;
    const { body } = await send('POST', `/v1/customers/${id}`, {
      name: 'Renamed Ltd',
      email: 'pay@elsewhere.example',
      'metadata[tier]': 'gold',
    });
    expect(body).toMatchObject({
      name: 'Renamed Ltd',
      metadata: { tier: 'gold', account_id: companies[0].ids.product },
    });
    for (const path of [
      '/v1/customers?email=pay@elsewhere.example',
      `/v1/customers/search?query=${encodeURIComponent(
        "email:'pay@elsewhere.example'",
      )}`,
      `/v1/customers/search?query=${encodeURIComponent("name:'Renamed Ltd'")}`,
    ]) {
      const found = await send('GET', path);
      expect(found.body.data.map((each: any) => each.id)).toEqual([id]);
    }
    expect(context.events[0].data).toMatchObject({
      previous_attributes: { name: companies[0].name },
    });
  });

  it('deletes a customer: a stub by id, in no list, its subscriptions ended', async () => {
    const { subscription } = firstWith(each => each.status === 'active');
    const id = subscription.stripeCustomer;
    const { body } = await send('DELETE', `/v1/customers/${id}`);
    expect(body).toEqual({ id, object: 'customer', deleted: true });
    expect((await send('GET', `/v1/customers/${id}`)).body).toEqual(body);
    const seen = new Set<string>();
    let after = '';
    for (;;) {
      const page = await send('GET', `/v1/customers?limit=100${after}`);
      page.body.data.forEach((each: any) => seen.add(each.id));
      if (!page.body.has_more) break;
      after = `&starting_after=${page.body.data.at(-1).id}`;
    }
    expect(seen.has(id)).toBe(false);
    expect(seen.size).toBeGreaterThan(100);
    expect(told()).toEqual([
      ...told()
        .slice(0, -1)
        .map(() => 'customer.subscription.deleted'),
      'customer.deleted',
    ]);
    expect((await send('DELETE', `/v1/customers/${id}`)).status).toBe(404);
  });

  it('lists events that were not delivered, by types and time', async () => {
    const { subscription } = firstWith(each => each.status === 'active');
    const path = `/v1/subscriptions/${subscription.id}`;
    await send('POST', path, { cancel_at_period_end: true });
    await send('POST', path, { cancel_at_period_end: false });
    const [lost, arrived] = context.events;
    context.undelivered.add(lost.id);
    const since = Math.floor(context.now().getTime() / 1_000);
    const query = `/v1/events?types[]=customer.subscription.updated&created[gte]=${since}`;
    const ids = async (more: string) =>
      (await send('GET', `${query}${more}`)).body.data.map(
        (each: any) => each.id,
      );
    expect(await ids('')).toEqual([arrived.id, lost.id]);
    expect(await ids('&delivery_success=false')).toEqual([lost.id]);
    expect(await ids('&delivery_success=true')).toEqual([arrived.id]);
  });

  it('shows reads the state of so long ago, and tells of a change at once', async () => {
    const { subscription } = firstWith(each => each.status === 'active');
    const path = `/v1/subscriptions/${subscription.id}`;
    context.lag.ms = 2_000;
    await send('POST', path, { cancel_at_period_end: true });
    expect(context.events).toHaveLength(1);
    const ending = async () =>
      (await send('GET', path)).body.cancel_at_period_end;
    const event = async () =>
      (await send('GET', `/v1/events/${context.events[0].id}`)).status;
    expect([await ending(), await event()]).toEqual([false, 404]);
    context.advance(1_999);
    expect(await ending()).toBe(false);
    context.advance(1);
    expect([await ending(), await event()]).toEqual([true, 200]);
  });

  it('lists every subscription of the account once, however it is paged', async () => {
    const seen: string[] = [];
    let after = '';
    for (;;) {
      const page = await send(
        'GET',
        `/v1/subscriptions?status=all&limit=37${after}`,
      );
      seen.push(...page.body.data.map((each: any) => each.id));
      if (!page.body.has_more) break;
      after = `&starting_after=${page.body.data.at(-1).id}`;
    }
    const all = companies.flatMap(each =>
      each.billing.subscriptions.map(({ id }) => id),
    );
    expect([...seen].sort()).toEqual([...all].sort());
  });

  it('hides customers from lists over the account, and not from who names them', async () => {
    const { subscription } = firstWith(each => each.status === 'active');
    context.hidden = () => true;
    for (const path of [
      '/v1/customers',
      '/v1/subscriptions?status=all',
      '/v1/invoices',
    ]) {
      expect((await send('GET', path)).body).toMatchObject({
        data: [],
        has_more: false,
      });
    }
    const own = await send(
      'GET',
      `/v1/subscriptions?customer=${subscription.stripeCustomer}`,
    );
    expect(own.body.data.length).toBeGreaterThan(0);
  });
});

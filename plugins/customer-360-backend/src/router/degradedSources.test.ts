import { mockCredentials } from '@backstage/backend-test-utils';
import { UNAVAILABLE_REASONS } from '@customer-360/backstage-plugin-customer-360-common';
import { SourceError } from '@customer-360/backstage-plugin-customer-360-node';
import { customerEntity } from '../__testUtils__/customers';
import {
  invoicesData,
  subscriptionsData,
  ticketsData,
} from '../__testUtils__/facetData';
import { supportAgent } from '../__testUtils__/fakePolicy';
import { countingReader, fakeSource, hang } from '../__testUtils__/fakeSource';
import {
  BASE,
  startCustomer360,
  viewPath,
} from '../__testUtils__/startCustomer360';

jest.setTimeout(60_000);

const sam = mockCredentials.user.header('user:default/sam');
const NOON = Date.parse('2026-09-10T12:00:00Z');
const MINUTE = 60_000;

/** A portal with a healthy help desk beside the billing under test. */
async function start(
  billing: Parameters<typeof fakeSource>[1],
  options: {
    clock?: { now: number };
    customer360?: Parameters<typeof startCustomer360>[0]['customer360'];
    source?: Parameters<typeof fakeSource>[2];
    annotations?: Record<string, string>;
  } = {},
) {
  const { clock = { now: NOON } } = options;
  const { agent } = await startCustomer360({
    customers: [customerEntity('acme', { annotations: options.annotations })],
    sources: [
      fakeSource('billing', billing, options.source),
      fakeSource('desk', {
        tickets: countingReader('tickets', () => ticketsData('desk')),
      }),
    ],
    policy: supportAgent,
    customer360: { deadline: { milliseconds: 250 }, ...options.customer360 },
    now: () => clock.now,
  });
  const view = () => agent.get(viewPath('acme')).set('authorization', sam);
  return { agent, clock, view };
}

function failing(reason: ConstructorParameters<typeof SourceError>[0]) {
  return () => Promise.reject(new SourceError(reason));
}

describe('a source that does not do as it should', () => {
  it('hangs: the page comes with that facet unavailable and the rest there', async () => {
    const { view } = await start({
      subscriptions: countingReader('subscriptions', hang),
    });

    const { status, body } = await view();

    expect(status).toBe(200);
    expect(body.sections.billing.facets.subscriptions).toMatchObject({
      state: 'unavailable',
      sources: [{ id: 'billing', state: 'unavailable', reason: 'timeout' }],
    });
    expect(body.sections.support.facets.tickets.state).toBe('ok');
    expect(body.answers.pays.missing).toContainEqual(
      expect.objectContaining({ facet: 'subscriptions', reason: 'timeout' }),
    );
  });

  it.each([
    ['goes on', 1_000],
    ['has just ended', 200],
  ])(
    'asked for silence, which %s: what waited for it in vain is not called slow',
    async (_, silenceMs) => {
      let refuse = () => {};
      const refused = new Promise<void>(resolve => {
        refuse = resolve;
      });
      const { view } = await start({
        subscriptions: {
          read: (_account, context) =>
            context
              .call('list', async () => {
                throw new SourceError('rate_limited', {
                  retryAt: new Date(Date.now() + silenceMs),
                });
              })
              .finally(refuse) as Promise<never>,
        },
        invoices: {
          read: async (_account, context) => {
            await refused;
            return context.call('list', () => hang());
          },
        },
      });

      const { body } = await view();

      for (const facet of ['subscriptions', 'invoices']) {
        expect(body.sections.billing.facets[facet].sources).toMatchObject([
          { id: 'billing', state: 'unavailable', reason: 'rate_limited' },
        ]);
      }
    },
  );

  it('is late: the read goes on and the next page has it without another', async () => {
    let answer: (data: ReturnType<typeof subscriptionsData>) => void = () => {};
    const subscriptions = countingReader(
      'subscriptions',
      () =>
        new Promise(resolve => {
          answer = resolve;
        }),
    );
    const { view } = await start({ subscriptions });
    await view();

    answer(subscriptionsData('billing'));
    const { body } = await view();

    expect(body.sections.billing.facets.subscriptions.state).toBe('ok');
    expect(subscriptions.reads).toBe(1);
  });

  it.each(UNAVAILABLE_REASONS)(
    'fails with %s: the page says so and the source is not hammered',
    async reason => {
      const subscriptions = countingReader('subscriptions', failing(reason));
      const { view, clock } = await start({ subscriptions });

      const { body } = await view();
      expect(body.sections.billing.facets.subscriptions).toMatchObject({
        state: 'unavailable',
        sources: [{ reason }],
      });
      clock.now += 4_000;
      await view();
      expect(subscriptions.reads).toBe(1);
      clock.now += 2_000;
      await view();
      expect(subscriptions.reads).toBe(2);
    },
  );

  it.each(['rate_limited', 'upstream', 'schema', 'auth'] as const)(
    'fails with %s after a good read: the old value stays, marked stale',
    async reason => {
      let failed = false;
      const { view, clock } = await start({
        subscriptions: countingReader('subscriptions', () =>
          failed ? failing(reason)() : subscriptionsData('billing'),
        ),
      });
      await view();
      failed = true;
      clock.now += 6 * MINUTE;

      // Given at once while it is read again; the next one knows how that went.
      const renewing = await view();
      expect(renewing.body.sections.billing.facets.subscriptions).toMatchObject(
        { state: 'stale', sources: [{ state: 'stale', renewing: true }] },
      );
      const { body } = await view();

      expect(body.sections.billing.facets.subscriptions).toMatchObject({
        state: 'stale',
        summary: { mrr: [{ amount: 550_000, currency: 'EUR' }] },
        sources: [
          { state: 'stale', reason, fetchedAt: '2026-09-10T12:00:00.000Z' },
        ],
      });
      expect(body.answers.pays.provenance.stale).toBe(true);

      clock.now += 25 * 60 * MINUTE;
      const late = await view();
      expect(late.body.sections.billing.facets.subscriptions.state).toBe(
        'unavailable',
      );
    },
  );

  it('is due to be read again: the old value is given without waiting', async () => {
    let late = false;
    const { view, clock } = await start({
      subscriptions: countingReader('subscriptions', () =>
        late ? hang() : subscriptionsData('billing'),
      ),
    });
    await view();
    late = true;
    clock.now += 6 * MINUTE;

    const { body } = await view();

    const { subscriptions } = body.sections.billing.facets;
    expect(subscriptions).toMatchObject({
      state: 'stale',
      sources: [{ renewing: true, fetchedAt: '2026-09-10T12:00:00.000Z' }],
    });
    expect(subscriptions.sources[0]).not.toHaveProperty('reason');
  });

  it('is late after a refresh: the old value stays, marked stale', async () => {
    let late = false;
    const { agent, view, clock } = await start({
      subscriptions: countingReader('subscriptions', () =>
        late ? hang() : subscriptionsData('billing'),
      ),
    });
    await view();
    late = true;
    clock.now += MINUTE;

    const { body } = await agent
      .post(`${BASE}/customers/default/acme/refresh`)
      .set('authorization', sam);

    expect(body.sections.billing.facets.subscriptions).toMatchObject({
      state: 'stale',
      sources: [{ reason: 'timeout' }],
    });
  });

  it.each([
    ['identity_mismatch', 'unavailable'],
    ['not_found', 'unlinked'],
    ['no_access', 'no_access'],
  ] as const)(
    'says %s after a good read: the old value is gone',
    async (reason, state) => {
      let answer = async () => subscriptionsData('billing');
      const { view, clock } = await start({
        subscriptions: countingReader('subscriptions', () => answer()),
      });
      const read = async () =>
        (await view()).body.sections.billing.facets.subscriptions;
      await read();
      answer = failing(reason);
      clock.now += 6 * MINUTE;
      expect((await read()).state).toBe('stale');

      const subscriptions = await read();
      expect(subscriptions.state).toBe(state);
      expect(subscriptions).not.toHaveProperty('data');

      answer = hang;
      clock.now += 2 * MINUTE;
      expect((await read()).state).toBe('unavailable');
    },
  );

  it('breaks its contract: no word of it leaves, nothing of it is kept', async () => {
    let broken = true;
    const { view, clock } = await start({
      subscriptions: countingReader('subscriptions', () => {
        if (broken) {
          throw Object.assign(new Error('Invalid API Key: sk_live_SECRET'), {
            statusCode: 418,
          });
        }
        return subscriptionsData('billing');
      }),
      invoices: {
        read: async () => ({
          data: {
            ...invoicesData('billing'),
            ...(broken && { open: 'none of them' as never }),
          },
        }),
      },
    });

    const { status, body, text } = await view();

    expect(status).toBe(200);
    expect(text).not.toContain('SECRET');
    const { facets } = body.sections.billing;
    expect(facets.subscriptions.sources[0].reason).toBe('upstream');
    expect(facets.invoices).toMatchObject({
      state: 'unavailable',
      sources: [{ reason: 'schema' }],
    });
    expect(facets.invoices).not.toHaveProperty('data');

    broken = false;
    clock.now += 6_000;
    const mended = await view();
    expect(mended.body.sections.billing.facets.invoices.state).toBe('ok');
  });

  it('gives less than there is: says what is missing', async () => {
    const { view } = await start({
      subscriptions: {
        read: async () => ({
          data: subscriptionsData('billing'),
          missing: ['Usage-based prices could not be read'],
          truncated: true,
          asOf: '2026-09-10T11:00:00Z',
        }),
      },
    });

    const { body } = await view();

    expect(body.sections.billing.facets.subscriptions).toMatchObject({
      state: 'partial',
      sources: [
        {
          state: 'partial',
          truncated: true,
          missing: ['Usage-based prices could not be read'],
          asOf: '2026-09-10T11:00:00.000Z',
        },
      ],
    });
  });

  it('has one of two accounts ill: the other is shown, as a part', async () => {
    const { view } = await start(
      {
        invoices: {
          read: async account => {
            if (account.id === 'cus_2') {
              throw new SourceError('upstream');
            }
            return { data: invoicesData('billing', account.id) };
          },
        },
      },
      { annotations: { 'customer-360/billing': 'cus_1,cus_2,cus_3' } },
    );

    const { body } = await view();

    const { invoices } = body.sections.billing.facets;
    expect(invoices.state).toBe('partial');
    expect(
      invoices.data.invoices
        .map(({ number }: { number: string }) => number)
        .sort(),
    ).toEqual(['cus_1', 'cus_3']);
  });

  it('does not know the customer: says so, with candidates', async () => {
    const candidates = jest.fn(async () => [
      { id: 'cus_like_acme', rule: 'domain' as const },
      { id: 'cus_alike', rule: 'domain' as const },
    ]);
    const subscriptions = countingReader('subscriptions', () =>
      subscriptionsData('billing'),
    );
    const { view } = await start(
      { subscriptions },
      {
        annotations: { 'customer-360/billing': '' },
        source: { link: { candidates } },
      },
    );

    await view();
    const { body } = await view();

    expect(body.sections.billing.facets.subscriptions).toMatchObject({
      state: 'unlinked',
      sources: [
        { state: 'unlinked', candidates: ['cus_like_acme', 'cus_alike'] },
      ],
    });
    expect(subscriptions.reads).toBe(0);
    expect(candidates).toHaveBeenCalledTimes(1);
  });
});

describe('many sources', () => {
  it('are all asked at once: a page takes as long as the slowest of them', async () => {
    const names = Array.from({ length: 10 }, (_, i) => `desk-${i}`);
    let waiting = 0;
    let allAsked = () => {};
    const everybody = new Promise<void>(resolve => {
      allAsked = resolve;
    });
    const { agent } = await startCustomer360({
      customers: [
        customerEntity('acme', {
          annotations: Object.fromEntries(
            names.map(name => [`customer-360/${name}`, '1']),
          ),
        }),
      ],
      sources: names.map(name =>
        fakeSource(name, {
          tickets: countingReader('tickets', async () => {
            waiting += 1;
            if (waiting === names.length) {
              allAsked();
            }
            await everybody;
            return ticketsData(name);
          }),
        }),
      ),
      policy: supportAgent,
      customer360: { deadline: '20s' },
    });

    const { body } = await agent
      .get(viewPath('acme'))
      .set('authorization', sam);

    const { tickets } = body.sections.support.facets;
    expect(tickets.state).toBe('ok');
    expect(tickets.data.tickets).toHaveLength(10);
  });
});

describe('many readers', () => {
  it('read each facet once, however many views there are', async () => {
    const invoices = countingReader('invoices', async () => {
      await new Promise(resolve => setTimeout(resolve, 50));
      return invoicesData('billing');
    });
    const subscriptions = countingReader('subscriptions', () =>
      subscriptionsData('billing'),
    );
    const { view } = await start(
      { invoices, subscriptions },
      { customer360: { deadline: '20s' } },
    );

    const answers = await Promise.all(Array.from({ length: 100 }, view));

    expect(answers.map(({ status }) => status)).toEqual(Array(100).fill(200));
    expect([invoices.reads, subscriptions.reads]).toEqual([1, 1]);
  });

  it('share what several facets of one account need', async () => {
    let companyReads = 0;
    const company = async () => {
      companyReads += 1;
      return 'the company';
    };
    const { view } = await start({
      invoices: {
        read: async (_account, { once }) => {
          await once('company', company);
          return { data: invoicesData('billing') };
        },
      },
      subscriptions: {
        read: async (_account, { once }) => {
          await once('company', company);
          return { data: subscriptionsData('billing') };
        },
      },
    });

    await view();

    expect(companyReads).toBe(1);
  });

  it('never see paid and overdue at once: facets of one answer go stale together', async () => {
    let failed = true;
    const invoices = countingReader('invoices', () => invoicesData('billing'));
    const subscriptions = countingReader('subscriptions', () =>
      failed ? failing('upstream')() : subscriptionsData('billing'),
    );
    const { view, clock } = await start({ invoices, subscriptions });
    await view();
    failed = false;
    clock.now += MINUTE;

    const { body } = await view();

    const { facets } = body.sections.billing;
    expect(invoices.reads).toBe(1);
    expect(subscriptions.reads).toBe(2);
    expect(facets.subscriptions.sources[0].freshUntil).toBe(
      facets.invoices.sources[0].freshUntil,
    );
  });

  it('are not given what an id was linked to before', async () => {
    const clock = { now: NOON };
    const { agent } = await startCustomer360({
      customers: [
        customerEntity('acme', {
          annotations: {
            'customer-360/billing': 'cus_1',
            'customer-360/domain': 'same.example',
          },
        }),
        customerEntity('other', {
          annotations: {
            'customer-360/billing': 'cus_1',
            'customer-360/domain': 'same.example',
          },
        }),
      ],
      sources: [
        fakeSource('billing', {
          invoices: {
            read: async ({ customer }) => ({
              data: invoicesData('billing', customer.title),
            }),
          },
        }),
      ],
      policy: supportAgent,
      now: () => clock.now,
    });
    const invoiceOf = async (name: string) =>
      (await agent.get(viewPath(name)).set('authorization', sam)).body.sections
        .billing.facets.invoices.data.invoices[0].number;

    expect(await invoiceOf('acme')).toBe('Title of acme');
    expect(await invoiceOf('other')).toBe('Title of other');
  });
});

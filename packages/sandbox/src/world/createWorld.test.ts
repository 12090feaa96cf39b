import { createWorld } from './createWorld.ts';
import { itemAmount } from './subscriptions.ts';
import type { Company, World } from './types.ts';

const TODAY = '2026-11-23';
const world = createWorld({ seed: 1, size: 200, today: TODAY });

const everyone = (of: World = world): readonly Company[] =>
  Array.from({ length: of.size }, (_, index) => of.company(index));

const sum = (numbers: readonly number[]) =>
  numbers.reduce((total, each) => total + each, 0);

const millis = (iso: string) => Date.parse(iso);

/** What running subscriptions bring in a month, with their discounts. */
function monthly({ billing }: Company): number {
  return sum(
    billing.subscriptions
      .filter(({ status }) => ['active', 'past_due'].includes(status))
      .map(({ items, discount }) => {
        const gross = sum(
          items.map(
            item => itemAmount(item) / (item.interval === 'year' ? 12 : 1),
          ),
        );
        return gross * (1 - (discount?.percentOff ?? 0) / 100);
      }),
  );
}

/** What the regular lines of invoices say that a month cost on that day. */
function monthlyOnDay({ billing }: Company, day: string): number {
  const at = millis(`${day}T12:00:00Z`);
  return sum(
    billing.invoices
      .filter(invoice => invoice.subscriptionId !== undefined)
      .flatMap(invoice => invoice.lines)
      .filter(
        line =>
          !line.proration &&
          millis(line.periodStart) <= at &&
          at < millis(line.periodEnd),
      )
      .map(line => line.amount - line.discount),
  );
}

describe('createWorld', () => {
  it('makes the same company from the same seed, and another from another', () => {
    const again = createWorld({ seed: 1, size: 200, today: TODAY });
    const other = createWorld({ seed: 2, size: 200, today: TODAY });
    for (const index of [0, 5, 42, 137, 199]) {
      const told = JSON.stringify(world.company(index));
      expect(JSON.stringify(again.company(index))).toBe(told);
      expect(JSON.stringify(other.company(index))).not.toBe(told);
    }
  });

  it('does not depend on the order in which companies are read', () => {
    const backwards = createWorld({ seed: 1, size: 200, today: TODAY });
    backwards.company(199);
    expect(JSON.stringify(backwards.company(30))).toBe(
      JSON.stringify(world.company(30)),
    );
  });

  it('tells the same of a company in a small and in a large world', () => {
    const large = createWorld({ seed: 1, size: 100_000, today: TODAY });
    for (const index of [0, 42, 137]) {
      expect(JSON.stringify(large.company(index))).toBe(
        JSON.stringify(world.company(index)),
      );
    }
  });

  it('reads one company of 100,000 without making the others', () => {
    const reads: number[] = [];
    const large = createWorld({ seed: 1, size: 100_000, today: TODAY });
    const timed = (of: World) => {
      const start = performance.now();
      for (let index = 50; index < 150; index++)
        reads.push(of.company(index).people.length);
      return performance.now() - start;
    };
    timed(large);
    const small = timed(createWorld({ seed: 3, size: 200, today: TODAY }));
    const big = timed(createWorld({ seed: 3, size: 100_000, today: TODAY }));
    // Five hundred times the size; anything that grew with it would show
    expect(big).toBeLessThan(small * 20 + 20);
    expect(reads.every(count => count >= 0)).toBe(true);
  });

  it.each([0, -1, 1.5, 100_001, Number.NaN])('refuses a size of %s', size => {
    expect(() => createWorld({ seed: 1, size, today: TODAY })).toThrow(
      RangeError,
    );
  });

  it('refuses what is no day, and companies that are not there', () => {
    expect(() => createWorld({ seed: 1, size: 5, today: 'soon' })).toThrow(
      RangeError,
    );
    const five = createWorld({ seed: 1, size: 5, today: TODAY });
    expect(() => five.company(5)).toThrow(RangeError);
    expect(five.company(0).parentIndex).toBeUndefined();
  });
});

describe('ids', () => {
  it('are read back to their company in every system', () => {
    for (const company of everyone()) {
      const { ids, index } = company;
      const reads = [
        world.indexOf('catalog', company.entityName),
        world.indexOf('hubspot', ids.hubspot),
        world.indexOf('product', ids.product),
        world.indexOfDomain(company.domain),
        ...ids.stripe.map(id => world.indexOf('stripe', id)),
        ...ids.zendesk.map(id => world.indexOf('zendesk', String(id))),
        ...company.tickets
          .slice(0, 20)
          .map(({ id }) => world.indexOf('zendesk', String(id))),
        ...company.people.flatMap(person => [
          world.indexOf('hubspot', person.hubspotContactId),
          world.indexOf('zendesk', String(person.zendeskUserId)),
          world.indexOf('product', person.productUserId),
        ]),
        ...company.billing.subscriptions.map(({ id }) =>
          world.indexOf('stripe', id),
        ),
        ...company.billing.invoices
          .slice(0, 5)
          .map(({ id }) => world.indexOf('stripe', id)),
      ];
      expect(new Set(reads)).toEqual(new Set([index]));
    }
  });

  it('are unique and look as the systems write them', () => {
    const large = createWorld({ seed: 1, size: 100_000, today: TODAY });
    const seen = new Set<string>();
    const names = new Set<string>();
    let asked = 0;
    for (let index = 0; index < large.size; index += 7) {
      asked += 1;
      seen.add(large.ids.stripe('cus', index));
      seen.add(large.ids.hubspot('company', index));
      seen.add(String(large.ids.zendesk('organization', index)));
      seen.add(large.ids.product('acct', index));
      seen.add(large.ids.catalog(index));
    }
    for (let index = 0; index < large.size; index++) {
      const headline = large.headline(index);
      names.add(headline.name).add(headline.domain);
    }
    expect(seen.size).toBe(5 * asked);
    expect(names.size).toBe(2 * large.size);
    expect(large.ids.stripe('cus', 7)).toMatch(/^cus_[A-Za-z0-9]{14}$/);
    expect(large.ids.stripe('in', 7, 3)).toMatch(/^in_[A-Za-z0-9]{24}$/);
    expect(large.ids.hubspot('company', 7)).toMatch(/^\d{10,11}$/);
    expect(large.ids.zendesk('organization', 7)).toBeLessThan(2 ** 53);
    expect(large.ids.catalog(0)).toBe('cus-8f3a1c');
    expect(createWorld({ seed: 9, size: 1, today: TODAY }).ids.catalog(0)).toBe(
      'cus-8f3a1c',
    );
  });

  it.each([
    ['stripe', 'cus_00000000000000'],
    ['stripe', 'nonsense'],
    ['hubspot', '12'],
    ['zendesk', '1'],
    ['zendesk', 'x'],
    ['product', 'acct_000000000000'],
    ['catalog', 'cus-zzzzzz'],
  ] as const)('know no %s %s', (system, id) => {
    expect(world.indexOf(system, id)).toBeUndefined();
  });
});

/** What is wrong, said once per thing: an assertion each would take minutes. */
function faultsOf(
  check: (
    company: Company,
    expectThat: (holds: boolean, what: string) => void,
  ) => void,
): string[] {
  const faults: string[] = [];
  for (const company of everyone()) {
    check(company, (holds, what) => {
      if (!holds) faults.push(`${company.index} ${company.name}: ${what}`);
    });
  }
  return faults;
}

describe('every company', () => {
  it('has invoices that add up', () => {
    const faults = faultsOf(({ billing }, expectThat) => {
      for (const invoice of billing.invoices) {
        const { number, total, amountPaid, amountRemaining, creditNoted } =
          invoice;
        const lines = sum(
          invoice.lines.map(line => line.amount - line.discount),
        );
        expectThat(lines === total, `${number} lines`);
        expectThat(
          amountPaid + amountRemaining + creditNoted === Math.max(0, total),
          `${number} amounts`,
        );
        expectThat(
          (invoice.status === 'paid') === (amountRemaining === 0),
          `${number} status`,
        );
        expectThat(Number.isSafeInteger(total), `${number} minor units`);
      }
    });
    expect(faults).toEqual([]);
  });

  it('gives back no more than was paid, on charges that succeeded', () => {
    const faults = faultsOf(({ billing }, expectThat) => {
      for (const {
        number,
        refunds,
        attempts,
        amountPaid,
      } of billing.invoices) {
        expectThat(
          sum(refunds.map(refund => refund.amount)) <= amountPaid,
          `${number} refunded too much`,
        );
        for (const refund of refunds) {
          expectThat(
            attempts.some(
              each =>
                each.chargeId === refund.chargeId &&
                each.outcome === 'succeeded',
            ),
            `${number} refunds a failed charge`,
          );
        }
      }
      expectThat(
        billing.balance ===
          sum(billing.balanceTransactions.map(entry => entry.amount)),
        'balance',
      );
    });
    expect(faults).toEqual([]);
    const refunds = everyone().flatMap(({ billing }) =>
      billing.invoices.flatMap(invoice => invoice.refunds),
    );
    expect(refunds.length).toBeGreaterThan(5);
  });

  it('tells of nothing that has not happened yet', () => {
    const today = millis(world.today);
    const faults = faultsOf((company, expectThat) => {
      const past = [
        ...company.billing.invoices.flatMap(invoice => [
          invoice.createdAt,
          invoice.paidAt,
          ...invoice.attempts.map(attempt => attempt.at),
          ...invoice.refunds.map(refund => refund.at),
        ]),
        ...company.tickets.flatMap(ticket => [
          ticket.createdAt,
          ticket.updatedAt,
          ticket.solvedAt,
          ticket.comments[ticket.comments.length - 1]?.at,
        ]),
        ...company.billing.subscriptions.flatMap(each => [
          each.startedAt,
          ...each.changes.map(change => change.at),
        ]),
        ...company.usage.users.map(user => user.lastSeenAt),
        ...company.relationship.calls.map(call => call.at),
        ...company.relationship.notes.map(note => note.at),
        company.usage.firstValueAt,
        company.usage.lastEventAt,
      ];
      for (const at of past) {
        expectThat(at === undefined || millis(at) <= today, `future ${at}`);
      }
    });
    expect(faults).toEqual([]);
  });

  it('has as many active users as its figures say', () => {
    const faults = faultsOf(({ usage }, expectThat) => {
      if (usage.lastEventAt === undefined) return;
      const last = Math.floor(millis(usage.lastEventAt) / 86_400_000);
      const week = usage.users.filter(
        ({ lastSeenAt }) =>
          lastSeenAt !== undefined &&
          last - Math.floor(millis(lastSeenAt) / 86_400_000) < 7,
      );
      expectThat(
        week.length === usage.weeklyActive,
        `${week.length} users this week, not ${usage.weeklyActive}`,
      );
      expectThat(usage.monthlyActive >= usage.weeklyActive, 'month below week');
      for (const row of usage.daily) {
        expectThat(
          row.activeUsers <= row.active7Days &&
            row.active7Days <= row.active30Days,
          `windows of ${row.day}`,
        );
      }
    });
    expect(faults).toEqual([]);
  });

  it('hangs in a family from both ends', () => {
    const faults = faultsOf((company, expectThat) => {
      for (const child of company.childIndexes) {
        expectThat(
          world.company(child).parentIndex === company.index,
          `child ${child} has another parent`,
        );
      }
      const { parentIndex } = company;
      expectThat(
        parentIndex === undefined ||
          world.company(parentIndex).childIndexes.includes(company.index),
        'is no child of its parent',
      );
    });
    expect(faults).toEqual([]);
    expect(world.company(12).childIndexes).toEqual([0, 13, 14, 15]);
  });
});

describe('the world as a whole', () => {
  it('tells every story, in several currencies', () => {
    const stories = new Set(everyone().map(company => company.story));
    expect([...stories].sort()).toEqual([
      'churned',
      'contradiction',
      'dormant',
      'dunning',
      'escalated',
      'growing',
      'huge',
      'new',
      'renewing-soon',
      'shrinking',
      'steady',
      'trial',
    ]);
    const currencies = new Set(everyone().map(company => company.currency));
    for (const code of ['EUR', 'USD', 'GBP', 'SEK', 'JPY', 'KWD']) {
      expect(currencies).toContain(code);
    }
  });

  it('gives mara and jonas a part of the customers only', () => {
    const share = (of: (company: Company) => boolean) =>
      everyone().filter(of).length / world.size;
    for (const part of [
      share(company => company.csm === 'mara'),
      share(company => company.accountExecutive === 'jonas'),
    ]) {
      expect(part).toBeGreaterThan(0.1);
      expect(part).toBeLessThan(0.35);
    }
  });
});

describe('Brightwater Logistics', () => {
  const brightwater = world.company(0);
  const daysFromToday = (at: string) =>
    Math.round((millis(at) - millis(world.today)) / 86_400_000);

  it('pays 4,800 now and paid 5,500 thirty days ago', () => {
    expect(monthly(brightwater)).toBe(480_000);
    expect(monthlyOnDay(brightwater, '2026-10-24')).toBe(550_000);
    expect(
      brightwater.billing.subscriptions.map(each => each.planName),
    ).toEqual(['Scale, annual', 'Audit add-on', 'Sandbox']);
    const trial = brightwater.billing.subscriptions[2];
    expect(daysFromToday(trial.trialEnd ?? '')).toBe(9);
  });

  it('owes 900 on two invoices, tried again tomorrow', () => {
    const open = brightwater.billing.invoices.filter(
      invoice => invoice.status === 'open',
    );
    expect(sum(open.map(invoice => invoice.amountRemaining))).toBe(90_000);
    expect(open.map(({ createdAt }) => createdAt.slice(0, 10))).toEqual([
      '2026-11-03',
      '2026-10-20',
    ]);
    for (const invoice of open) {
      expect(invoice.nextAttemptAt?.slice(0, 10)).toBe('2026-11-24');
      expect(invoice.attempts.length).toBeGreaterThan(1);
      expect(invoice.attempts.every(each => each.declineCode)).toBe(true);
    }
  });

  it('signed for 5,000 a month and renews in 47 days', () => {
    const contract = brightwater.contract;
    expect(contract).toMatchObject({
      annualValue: 6_000_000,
      endDay: '2027-01-09',
      noticeDays: 30,
      autoRenews: true,
    });
  });

  it('has the use, the relationship and the tickets of the drawings', () => {
    const { usage, relationship, tickets } = brightwater;
    expect([
      usage.seats,
      usage.weeklyActive,
      usage.weeklyActive30DaysAgo,
    ]).toEqual([250, 212, 194]);
    expect(usage.features.filter(each => each.users30Days > 0)).toHaveLength(6);
    expect(relationship.health).toBe(72);
    expect(relationship.healthParts.filter(each => each.score)).toHaveLength(4);
    const touches = [
      ...relationship.calls,
      ...relationship.meetings,
      ...relationship.emails,
    ].filter(each => millis(each.at) < millis(world.today));
    const latest = Math.max(...touches.map(each => millis(each.at)));
    expect(new Date(latest).toISOString().slice(0, 10)).toBe('2026-11-17');
    expect(tickets).toHaveLength(64);
    const open = tickets.filter(
      ticket => !['solved', 'closed'].includes(ticket.status),
    );
    expect(open).toHaveLength(5);
    expect(open.filter(each => each.escalatedAt)).toHaveLength(1);
    expect(open.filter(each => each.slaBreachAt)).toHaveLength(1);
    expect(tickets.filter(each => each.satisfaction)).toHaveLength(12);
  });
});

describe('the corners', () => {
  it('has a customer with 10,000 invoices and thousands of tickets', () => {
    const huge = world.company(16);
    expect(huge.billing.invoices.length).toBeGreaterThanOrEqual(10_000);
    expect(huge.tickets.length).toBeGreaterThan(4_000);
    const numbers = new Set(huge.billing.invoices.map(each => each.number));
    expect(numbers.size).toBe(huge.billing.invoices.length);
  });

  it('has a prospect of whom nothing is known', () => {
    const prospect = world.company(9);
    expect(prospect.billing.subscriptions).toEqual([]);
    expect(prospect.billing.invoices).toEqual([]);
    expect(prospect.tickets).toEqual([]);
    expect(prospect.usage.daily).toEqual([]);
    expect(prospect.contract).toBeUndefined();
  });

  it('has a customer with two billing accounts and two organisations', () => {
    const { ids, billing } = world.company(10);
    expect(new Set(ids.stripe).size).toBe(2);
    expect(new Set(ids.zendesk).size).toBe(2);
    expect(
      new Set(billing.subscriptions.map(each => each.stripeCustomer)),
    ).toEqual(new Set(ids.stripe));
  });
});

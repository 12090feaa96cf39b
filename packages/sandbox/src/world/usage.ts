import type { Blueprint } from './Blueprint.ts';
import type { Ids } from './ids.ts';
import { mailbox, personName } from './names.ts';
import { FEATURES, FLAGS } from './products.ts';
import type { Random } from './random.ts';
import { createRandom } from './random.ts';
import { DAY, day, HOUR, iso, mondayOf } from './time.ts';
import type { Usage } from './types.ts';

const DAYS = 90;
const WEEKS = 12;

/**
 * What the product's own database knows of an account. Plan and seats are there
 * at once: a CRM repeats them for every company, and looks at nothing else.
 */
export function makeUsage(
  seed: number,
  ids: Ids,
  company: Blueprint,
  today: number,
): Usage {
  let made: Usage | undefined;
  const whole = () => {
    made ??= drawWhole(seed, ids, company, today);
    return made;
  };
  return {
    seats: company.usage.seats,
    plan: company.usage.plan,
    get daily() {
      return whole().daily;
    },
    get weeklyActive() {
      return whole().weeklyActive;
    },
    get monthlyActive() {
      return whole().monthlyActive;
    },
    get weeklyActive30DaysAgo() {
      return whole().weeklyActive30DaysAgo;
    },
    get monthlyActive30DaysAgo() {
      return whole().monthlyActive30DaysAgo;
    },
    get lastEventAt() {
      return whole().lastEventAt;
    },
    get firstValueAt() {
      return whole().firstValueAt;
    },
    get users() {
      return whole().users;
    },
    get features() {
      return whole().features;
    },
    get flags() {
      return whole().flags;
    },
  };
}

function drawWhole(
  seed: number,
  ids: Ids,
  company: Blueprint,
  today: number,
): Usage {
  const plan = company.usage;
  const random = createRandom(seed, 'usage', company.index);
  const lastDay =
    plan.silentDays === undefined
      ? undefined
      : today - (plan.silentDays + 1) * DAY;
  const firstValueAt =
    plan.activated && lastDay !== undefined
      ? Math.min(
          today - company.createdDaysAgo * DAY + random.int(2, 20) * DAY,
          lastDay,
        ) +
        13 * HOUR
      : undefined;
  return {
    seats: plan.seats,
    plan: plan.plan,
    daily: dailyOf(company, today, lastDay, random),
    weeklyActive: lastDay === undefined ? 0 : plan.weeklyActive,
    monthlyActive: lastDay === undefined ? 0 : plan.monthlyActive,
    weeklyActive30DaysAgo: plan.weeklyActive30DaysAgo,
    monthlyActive30DaysAgo: plan.monthlyActive30DaysAgo,
    lastEventAt: lastDay === undefined ? undefined : iso(lastDay + 16 * HOUR),
    firstValueAt: firstValueAt === undefined ? undefined : iso(firstValueAt),
    users: usersOf(seed, ids, company, today, lastDay, random),
    features: featuresOf(company, today, lastDay, random),
    flags: FLAGS.map(key => ({
      key,
      on: random.chance(0.5),
      since: iso(today - random.int(3, 300) * DAY + 9 * HOUR),
    })),
  };
}

/** The 7 day and 30 day figures of a day, on a line between then and now. */
function windowsAt(
  company: Blueprint,
  daysAgo: number,
): { active7Days: number; active30Days: number } {
  const { usage } = company;
  const silent = usage.silentDays ?? Infinity;
  const share = Math.min(1, Math.max(0, daysAgo - 1) / 30);
  const between = (now: number, then: number) =>
    Math.round(now + (then - now) * share);
  // Before the last event the figures are the old ones; behind it they run out
  return {
    active7Days:
      silent - daysAgo >= 7
        ? 0
        : between(usage.weeklyActive, usage.weeklyActive30DaysAgo),
    active30Days:
      silent - daysAgo >= 30
        ? 0
        : between(usage.monthlyActive, usage.monthlyActive30DaysAgo),
  };
}

function dailyOf(
  company: Blueprint,
  today: number,
  lastDay: number | undefined,
  random: Random,
): Usage['daily'] {
  const rows: Usage['daily'][number][] = [];
  if (lastDay === undefined) return rows;
  for (let daysAgo = DAYS; daysAgo >= 1; daysAgo--) {
    const at = today - daysAgo * DAY;
    if (at > lastDay || daysAgo > company.createdDaysAgo) continue;
    const windows = windowsAt(company, daysAgo);
    const base = windows.active7Days || company.usage.weeklyActive30DaysAgo;
    const weekend = [0, 6].includes(new Date(at).getUTCDay());
    const share = weekend ? 0.12 : 0.62 + random.next() * 0.2;
    const activeUsers = Math.min(
      base,
      Math.max(at === lastDay ? 1 : 0, Math.round(base * share)),
    );
    if (activeUsers === 0) continue;
    rows.push({
      day: day(at),
      activeUsers,
      events: activeUsers * random.int(8, 40),
      active7Days: Math.max(windows.active7Days, activeUsers),
      active30Days: Math.max(
        windows.active30Days,
        windows.active7Days,
        activeUsers,
      ),
    });
  }
  return rows;
}

function usersOf(
  seed: number,
  ids: Ids,
  company: Blueprint,
  today: number,
  lastDay: number | undefined,
  random: Random,
): Usage['users'] {
  const { usage } = company;
  return Array.from({ length: usage.users }, (_, ordinal) => {
    const name = personName(seed, company.index, ordinal);
    // Exactly `weeklyActive` people were there in the 7 days before the last
    // event, and `monthlyActive` in the 30 before it
    let back: number | undefined;
    if (lastDay !== undefined) {
      if (ordinal === 0) back = 0;
      else if (ordinal < usage.weeklyActive) back = random.int(0, 5);
      else if (ordinal < usage.monthlyActive) back = random.int(8, 27);
      else if (random.chance(0.6)) back = random.int(35, 200);
    }
    const lastSeen =
      back === undefined || lastDay === undefined
        ? undefined
        : lastDay - back * DAY + random.int(7, 16) * HOUR;
    const born = today - company.createdDaysAgo * DAY;
    return {
      id: ids.product('usr', company.index, ordinal),
      email: `${mailbox(name)}@${company.domain}`,
      name,
      lastSeenAt:
        lastSeen === undefined ? undefined : iso(Math.max(lastSeen, born)),
      active: ordinal < usage.seats,
    };
  });
}

function featuresOf(
  company: Blueprint,
  today: number,
  lastDay: number | undefined,
  random: Random,
): Usage['features'] {
  const { usage } = company;
  const thisWeek = mondayOf(today);
  return FEATURES.map(({ key, name }, at) => {
    const adopted = lastDay !== undefined && at < usage.adopted;
    const users30Days = adopted
      ? Math.max(1, Math.round(usage.monthlyActive * (0.95 - at * 0.09)))
      : 0;
    const silent = usage.silentDays ?? 0;
    return {
      key,
      name,
      eligibleUsers: usage.users,
      users30Days: silent > 30 ? 0 : users30Days,
      lastUsedAt:
        adopted && lastDay !== undefined
          ? iso(lastDay - (at % 3) * DAY + 15 * HOUR)
          : undefined,
      weekly: Array.from({ length: WEEKS }, (_, week) => {
        const start = thisWeek - (WEEKS - 1 - week) * 7 * DAY;
        const past = lastDay === undefined || start > lastDay;
        const growth =
          usage.weeklyActive30DaysAgo +
          ((usage.weeklyActive - usage.weeklyActive30DaysAgo) * week) /
            (WEEKS - 1);
        return {
          week: day(start),
          users:
            !adopted || past
              ? 0
              : Math.max(
                  1,
                  Math.round(
                    growth * (0.9 - at * 0.09) * (0.92 + random.next() * 0.16),
                  ),
                ),
        };
      }),
    };
  });
}

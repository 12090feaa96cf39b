import { hash } from '../world/random.ts';
import { FEATURES } from '../world/products.ts';
import { DAY, iso } from '../world/time.ts';
import type { Company } from '../world/types.ts';
import type { Row, TableName } from './tables.ts';

/** Rows that belong to no account. */
export function sharedRows(): readonly (readonly [TableName, Row])[] {
  return FEATURES.map(({ key, name }) => ['features', [key, name]] as const);
}

/** A figure is right when its days are over, and never from tomorrow. */
function endOf(first: string, days: number, today: string): string {
  return iso(Math.min(Date.parse(first) + days * DAY, Date.parse(today)));
}

const HALF_HOUR = 1_800_000;

/**
 * Everything that the product has of an account. Without `detailed` only the
 * figures, not each user and day.
 */
export function* rowsOf(
  company: Company,
  today: string,
  detailed: boolean,
): Iterable<readonly [TableName, Row]> {
  const { usage } = company;
  const account = company.ids.product;
  yield [
    'accounts',
    [
      account,
      company.name,
      company.domain,
      usage.plan,
      usage.seats,
      company.createdAt,
      usage.firstValueAt ?? null,
      usage.lastEventAt ?? null,
      usage.lastEventAt ?? company.createdAt,
    ],
  ];
  const seated = usage.users.filter(user => user.active).length;
  for (const [key, quantity, used] of [
    ['seats', usage.seats, seated],
    ['api_calls_per_minute', usage.seats > 100 ? 600 : 120, null],
    ['data_retention_days', usage.seats > 100 ? 730 : 365, null],
  ] as const) {
    if (usage.seats > 0) {
      yield ['entitlements', [account, key, quantity, used, company.createdAt]];
    }
  }
  for (const flag of usage.flags) {
    yield ['feature_flags', [account, flag.key, flag.on, flag.since]];
  }
  for (const feature of usage.seats > 0 ? usage.features : []) {
    yield [
      'feature_adoption',
      [
        account,
        feature.key,
        feature.eligibleUsers,
        feature.users30Days,
        feature.lastUsedAt ?? null,
      ],
    ];
  }
  for (const row of detailed ? usage.daily : usage.daily.slice(-31)) {
    yield [
      'daily_activity',
      [
        account,
        row.day,
        row.activeUsers,
        row.events,
        row.active7Days,
        row.active30Days,
        endOf(row.day, 1, today),
      ],
    ];
  }
  yield* surveyRows(company);
  if (detailed) yield* detailRows(company, today);
}

function* surveyRows(company: Company): Iterable<readonly [TableName, Row]> {
  const { relationship, usage } = company;
  if (relationship.nps === undefined || relationship.npsAt === undefined)
    return;
  const user = usage.users[0];
  if (!user) return;
  yield [
    'survey_answers',
    [
      `nps_${company.ids.product.slice(5)}`,
      company.ids.product,
      user.id,
      'nps',
      relationship.nps,
      relationship.npsComment ?? commentOf(relationship.nps),
      relationship.npsAt,
    ],
  ];
}

function commentOf(nps: number): string {
  return nps >= 9
    ? 'Saves our dispatchers an hour a day.'
    : 'Good, but exports keep us waiting.';
}

function* detailRows(
  company: Company,
  today: string,
): Iterable<readonly [TableName, Row]> {
  const { usage } = company;
  const account = company.ids.product;
  for (const feature of usage.seats > 0 ? usage.features : []) {
    for (const { week, users } of feature.weekly) {
      yield [
        'feature_usage_weekly',
        [account, feature.key, week, users, endOf(week, 7, today)],
      ];
    }
  }
  for (const user of usage.users) {
    yield [
      'users',
      [
        user.id,
        account,
        user.email,
        user.name,
        user.active,
        company.createdAt,
        user.lastSeenAt ?? null,
        `scrypt:${hash(user.id, 'password').toString(16)}`,
      ],
    ];
    if (user.lastSeenAt === undefined) continue;
    const ended = Math.min(
      Date.parse(user.lastSeenAt) + HALF_HOUR,
      Date.parse(today),
    );
    yield [
      'sessions',
      [
        `ses_${user.id.slice(4)}`,
        user.id,
        account,
        user.lastSeenAt,
        new Date(ended).toISOString(),
        `sha256:${hash(user.id, 'session').toString(16)}`,
      ],
    ];
  }
}

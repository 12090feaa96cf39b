import {
  toShortText,
  type ActivityData,
  newestFirst,
  soonestFirst,
} from '@customer-360/backstage-plugin-customer-360-common';
import type { FacetReader } from '@customer-360/backstage-plugin-customer-360-node';
import type { RowOf } from '../queries/QueryDefinition';
import type { queryDefinitions } from '../queries/queryDefinitions';
import type { RawRow } from '../queries/readRows';
import { activeSince } from './activeSince';
import { rowsIfConfigured, type FacetContext } from './FacetContext';
import { knownAccount } from './knownAccount';

type ActivityRow = RowOf<(typeof queryDefinitions)['activity']>;
type UserRow = RowOf<(typeof queryDefinitions)['users']>;

/** A user counts as active so long after the last event. */
const ACTIVE_MS = 30 * 24 * 60 * 60 * 1000;

/** Whether they use the product. */
export function activityReader(facet: FacetContext): FacetReader<ActivityData> {
  return {
    async read(account, context) {
      await knownAccount(facet, account, context);
      const [activity, daily, users] = await Promise.all([
        rowsIfConfigured(facet, 'activity', account, context),
        rowsIfConfigured(facet, 'daily', account, context),
        rowsIfConfigured(facet, 'users', account, context),
      ]);
      const row = activity.rows.at(0);
      return {
        asOf: row?.as_of,
        missing: [activity, daily, users].flatMap(({ missing }) => missing),
        truncated: users.truncated || daily.truncated,
        data: {
          ...(row && activityFigures(row, activity.raw[0], context.now())),
          daily: daily.rows
            .map(({ day, active_users: activeUsers }) => ({ day, activeUsers }))
            .sort(soonestFirst(({ day }) => day)),
          users: users.rows
            .map(user => userOf(facet, user, context.now()))
            .sort(newestFirst(({ lastSeenAt }) => lastSeenAt)),
          totalUsers:
            row?.total_users ??
            (facet.mapping.has('users') && !users.truncated
              ? users.rows.length
              : undefined),
        },
      };
    },
  };
}

/** What one row says of an account's use, for one account or many. */
export function activityFigures(row: ActivityRow, raw: RawRow, now: Date) {
  const active = (
    count: number | undefined,
    window: Parameters<typeof activeSince>[2],
  ) => activeSince(count, row.last_event_at, window, now);
  return {
    weeklyActive: active(row.weekly_active, { days: 7, endedAgo: 0 }),
    monthlyActive: active(row.monthly_active, { days: 30, endedAgo: 0 }),
    weeklyActiveBefore: active(row.weekly_active_before, {
      days: 7,
      endedAgo: 30,
    }),
    lastEventAt: row.last_event_at,
    activation: activationOf(row, raw),
  };
}

/** Known only where the query has the column; not activated is known too. */
function activationOf(
  { activated_at: at }: ActivityRow,
  raw: RawRow,
): ActivityData['activation'] {
  return 'activated_at' in raw &&
    (at !== undefined || raw.activated_at === null)
    ? { activated: at !== undefined, at }
    : undefined;
}

function userOf(
  { source, userLink }: FacetContext,
  row: UserRow,
  now: Date,
): ActivityData['users'][number] {
  const lastSeenAt = row.last_seen_at;
  return {
    source,
    id: row.user_id,
    url: userLink({ id: row.user_id }),
    name: row.name === undefined ? undefined : toShortText(row.name),
    email: row.email === undefined ? undefined : toShortText(row.email),
    lastSeenAt,
    active:
      row.active ??
      (lastSeenAt !== undefined &&
        now.getTime() - Date.parse(lastSeenAt) <= ACTIVE_MS),
  };
}

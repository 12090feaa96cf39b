import { MAX_RECORDS } from '@customer-360/backstage-plugin-customer-360-common';
import {
  booleanColumn,
  countColumn,
  dayColumn,
  idColumn,
  instantColumn,
  numberColumn,
  textColumn,
} from './columns';
import { defineQuery } from './QueryDefinition';

/**
 * The column that says whose row it is. Checked on every row, so that a query
 * with a wrong condition shows nobody another customer's data.
 */
const owner = { account_id: idColumn };

/** More accounts than these behind one value are no answer. */
const MAX_ACCOUNTS = 10;

/** Figures of use, now and 30 days ago. */
const figures = {
  weekly_active: countColumn,
  monthly_active: countColumn,
  weekly_active_before: countColumn,
  last_event_at: instantColumn,
  activated_at: instantColumn,
  total_users: countColumn,
  as_of: instantColumn,
};

/** So many changed accounts make one page. */
const CHANGES_AT_ONCE = 500;

/** The queries that config can map, by name. */
export const queryDefinitions = {
  /** One row: the account itself. Further columns can be mapped as fields. */
  account: defineQuery({
    name: 'account',
    binding: 'accountId',
    required: owner,
    optional: {
      name: textColumn,
      domain: textColumn,
      segment: textColumn,
      industry: textColumn,
      country: textColumn,
      time_zone: textColumn,
    },
    cap: 1,
  }),
  /** One row: what the product lets them do. */
  entitlements: defineQuery({
    name: 'entitlements',
    binding: 'accountId',
    required: owner,
    optional: { plan: textColumn, seats: countColumn },
    cap: 1,
  }),
  /** One row per feature flag. */
  flags: defineQuery({
    name: 'flags',
    binding: 'accountId',
    required: { ...owner, flag_id: idColumn, enabled: booleanColumn },
    optional: { name: textColumn, since: instantColumn },
    cap: MAX_RECORDS,
  }),
  /** One row: figures of use now and 30 days ago. */
  activity: defineQuery({
    name: 'activity',
    binding: 'accountId',
    required: owner,
    optional: figures,
    cap: 1,
  }),
  /** One row per day. */
  daily: defineQuery({
    name: 'daily',
    binding: 'accountId',
    required: { ...owner, day: dayColumn, active_users: countColumn },
    optional: {},
    cap: 400,
  }),
  /** One row per user, those seen last first. */
  users: defineQuery({
    name: 'users',
    binding: 'accountId',
    required: { ...owner, user_id: idColumn },
    optional: {
      name: textColumn,
      email: textColumn,
      last_seen_at: instantColumn,
      active: booleanColumn,
    },
    cap: MAX_RECORDS,
  }),
  /** One row per feature. */
  features: defineQuery({
    name: 'features',
    binding: 'accountId',
    required: { ...owner, feature_id: idColumn, users: countColumn },
    optional: {
      name: textColumn,
      eligible_users: countColumn,
      last_used_at: instantColumn,
      adopted: booleanColumn,
    },
    cap: MAX_RECORDS,
  }),
  /** One row per feature and week, the week named by its Monday. */
  featuresWeekly: defineQuery({
    name: 'featuresWeekly',
    binding: 'accountId',
    required: {
      ...owner,
      feature_id: idColumn,
      week: dayColumn,
      users: countColumn,
    },
    optional: {},
    cap: 5_000,
  }),
  /** One row per answer to a survey in the product. */
  surveys: defineQuery({
    name: 'surveys',
    binding: 'accountId',
    required: {
      ...owner,
      response_id: idColumn,
      score: numberColumn,
      answered_at: instantColumn,
    },
    optional: { kind: textColumn, respondent: textColumn, comment: textColumn },
    cap: MAX_RECORDS,
  }),
  /** Accounts whose use has changed, the longest ago first, with its figures. */
  activityChanges: defineQuery({
    name: 'activityChanges',
    binding: 'changedSince',
    required: { ...owner, changed_at: instantColumn },
    optional: figures,
    cap: CHANGES_AT_ONCE,
  }),
  /** Accounts whose use of features has changed, the longest ago first. */
  featureChanges: defineQuery({
    name: 'featureChanges',
    binding: 'changedSince',
    required: { ...owner, changed_at: instantColumn },
    optional: {},
    cap: CHANGES_AT_ONCE,
  }),
  /**
   * All accounts after one, by id, as customers of the catalog. Cut at `:cap` by
   * the statement itself.
   */
  customers: defineQuery({
    name: 'customers',
    binding: 'after',
    required: owner,
    optional: {
      name: textColumn,
      domain: textColumn,
      segment: textColumn,
      lifecycle: textColumn,
      owner_email: textColumn,
      parent_id: idColumn,
    },
    cap: 500,
  }),
  /** Accounts that look like a customer with this domain. */
  candidates: defineQuery({
    name: 'candidates',
    binding: 'domain',
    required: owner,
    optional: {},
    cap: MAX_ACCOUNTS,
  }),
  /** Accounts of a user, by the user's id in the product. */
  lookupUser: defineQuery({
    name: 'lookupUser',
    binding: 'value',
    required: owner,
    optional: {},
    cap: MAX_ACCOUNTS,
  }),
  /** Accounts of a user, by e-mail address. */
  lookupEmail: defineQuery({
    name: 'lookupEmail',
    binding: 'value',
    required: owner,
    optional: {},
    cap: MAX_ACCOUNTS,
  }),
  /** The account with an id that people know it by. */
  lookupAccount: defineQuery({
    name: 'lookupAccount',
    binding: 'value',
    required: owner,
    optional: {},
    cap: MAX_ACCOUNTS,
  }),
} as const;

export type QueryName = keyof typeof queryDefinitions;

export const QUERY_NAMES = Object.keys(queryDefinitions) as QueryName[];

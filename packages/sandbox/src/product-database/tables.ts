export type ColumnType = 'text' | 'integer' | 'instant' | 'day' | 'boolean';

export interface Table {
  readonly name: string;
  readonly columns: readonly (readonly [name: string, type: ColumnType])[];
  readonly primaryKey: readonly string[];
  readonly indexes?: readonly (readonly string[])[];
}

/** The tables of the product, as such a product keeps them; fully its own affair. */
export const TABLES = [
  {
    name: 'accounts',
    columns: [
      ['id', 'text'],
      ['name', 'text'],
      ['domain', 'text'],
      ['plan', 'text'],
      ['seat_limit', 'integer'],
      ['created_at', 'instant'],
      ['first_value_at', 'instant'],
      ['last_event_at', 'instant'],
      ['updated_at', 'instant'],
    ],
    primaryKey: ['id'],
    indexes: [['domain'], ['updated_at']],
  },
  {
    name: 'users',
    columns: [
      ['id', 'text'],
      ['account_id', 'text'],
      ['email', 'text'],
      ['name', 'text'],
      ['has_seat', 'boolean'],
      ['created_at', 'instant'],
      ['last_seen_at', 'instant'],
      ['password_digest', 'text'],
    ],
    primaryKey: ['id'],
    indexes: [['account_id', 'last_seen_at'], ['email']],
  },
  {
    name: 'sessions',
    columns: [
      ['id', 'text'],
      ['user_id', 'text'],
      ['account_id', 'text'],
      ['started_at', 'instant'],
      ['ended_at', 'instant'],
      ['token_digest', 'text'],
    ],
    primaryKey: ['id'],
    indexes: [['account_id']],
  },
  {
    name: 'daily_activity',
    columns: [
      ['account_id', 'text'],
      ['day', 'day'],
      ['active_users', 'integer'],
      ['events', 'integer'],
      ['active_users_7d', 'integer'],
      ['active_users_30d', 'integer'],
      ['updated_at', 'instant'],
    ],
    primaryKey: ['account_id', 'day'],
    indexes: [['updated_at']],
  },
  {
    name: 'features',
    columns: [
      ['key', 'text'],
      ['name', 'text'],
    ],
    primaryKey: ['key'],
  },
  {
    name: 'feature_adoption',
    columns: [
      ['account_id', 'text'],
      ['feature_key', 'text'],
      ['eligible_users', 'integer'],
      ['users_30d', 'integer'],
      ['last_used_at', 'instant'],
    ],
    primaryKey: ['account_id', 'feature_key'],
  },
  {
    name: 'feature_usage_weekly',
    columns: [
      ['account_id', 'text'],
      ['feature_key', 'text'],
      ['week', 'day'],
      ['users', 'integer'],
      ['updated_at', 'instant'],
    ],
    primaryKey: ['account_id', 'feature_key', 'week'],
    indexes: [['updated_at']],
  },
  {
    name: 'entitlements',
    columns: [
      ['account_id', 'text'],
      ['key', 'text'],
      ['quantity', 'integer'],
      ['used', 'integer'],
      ['since', 'instant'],
    ],
    primaryKey: ['account_id', 'key'],
  },
  {
    name: 'feature_flags',
    columns: [
      ['account_id', 'text'],
      ['flag_key', 'text'],
      ['enabled', 'boolean'],
      ['since', 'instant'],
    ],
    primaryKey: ['account_id', 'flag_key'],
  },
  {
    name: 'survey_answers',
    columns: [
      ['id', 'text'],
      ['account_id', 'text'],
      ['user_id', 'text'],
      ['survey', 'text'],
      ['score', 'integer'],
      ['comment', 'text'],
      ['answered_at', 'instant'],
    ],
    primaryKey: ['id'],
    indexes: [['account_id']],
  },
] as const satisfies readonly Table[];

export type TableName = (typeof TABLES)[number]['name'];

/** One row, in the order of the table's columns. */
export type Row = readonly (string | number | boolean | null)[];

/**
 * What the product shows an integration: nothing but these views, and in them
 * no secret and no more of a person than name and e-mail.
 */
export const VIEWS: Readonly<Record<string, string>> = {
  customer_360_accounts: `
    SELECT id AS account_id, name, domain, plan, seat_limit AS seats, created_at,
           first_value_at, last_event_at, updated_at
    FROM accounts`,
  customer_360_users: `
    SELECT account_id, id AS user_id, email, name, has_seat, created_at,
           last_seen_at
    FROM users`,
  customer_360_activity: `
    SELECT account_id, day, active_users, events,
           active_users_7d AS weekly_active_users,
           active_users_30d AS monthly_active_users, updated_at
    FROM daily_activity`,
  customer_360_activation: `
    SELECT id AS account_id, 'first_route_planned' AS first_value_event,
           first_value_at
    FROM accounts
    WHERE first_value_at IS NOT NULL`,
  customer_360_features: `
    SELECT a.account_id, a.feature_key, f.name AS feature_name,
           a.eligible_users, a.users_30d AS users_30_days, a.last_used_at
    FROM feature_adoption a JOIN features f ON f.key = a.feature_key`,
  customer_360_feature_weeks: `
    SELECT account_id, feature_key, week, users, updated_at
    FROM feature_usage_weekly`,
  customer_360_entitlements: `
    SELECT account_id, key, quantity, used, since
    FROM entitlements`,
  customer_360_flags: `
    SELECT account_id, flag_key, enabled, since
    FROM feature_flags`,
  customer_360_surveys: `
    SELECT id AS answer_id, account_id, user_id, survey, score, comment,
           answered_at
    FROM survey_answers`,
};

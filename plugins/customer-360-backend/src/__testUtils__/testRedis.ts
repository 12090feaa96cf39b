/**
 * Address of a Redis or Valkey for tests, from the environment. Tests that use
 * it have REDIS in their names; without one they run on what needs none.
 */
export const testRedisUrl = process.env.CUSTOMER_360_TEST_REDIS_URL;

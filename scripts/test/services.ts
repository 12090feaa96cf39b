import { countRunTests, type JestReport } from './JestReport.ts';

/**
 * A service of the environment that tests run on where it is named.
 *
 * @internal
 */
export interface TestService {
  readonly name: string;
  /** The environment variable that names one. */
  readonly setting: string;
  /** In the full names of the tests that run on it. */
  readonly testName: RegExp;
}

/**
 * What CI must have run on: a test that silently leaves its service out is
 * found out here. `TestDatabases` of Backstage puts its id of the database
 * into the names of tests; those on Redis have it in theirs.
 *
 * @internal
 */
export const testServices: readonly TestService[] = [
  {
    name: 'PostgreSQL',
    setting: 'BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING',
    testName: /\bPOSTGRES_\d+\b/,
  },
  {
    name: 'Redis',
    setting: 'CUSTOMER_360_TEST_REDIS_URL',
    testName: /\bREDIS\b/,
  },
];

/** @internal */
export interface ServiceFinding {
  readonly ok: boolean;
  readonly sentence: string;
}

/**
 * Says of each service whether tests ran on it, and whether that is as it must
 * be.
 *
 * @internal
 */
export function checkServices(
  report: JestReport,
  env: NodeJS.ProcessEnv,
  services: readonly TestService[] = testServices,
): ServiceFinding[] {
  const required = areServicesRequired(env);
  return services.map(({ name, setting, testName }) => {
    const ran = countRunTests(report, testName);
    if (ran > 0) {
      return { ok: true, sentence: `${name}: tests that ran on it: ${ran}.` };
    }
    if (env[setting]) {
      return {
        ok: !required,
        sentence: `${name}: no test ran on it although ${setting} names one: look for tests that should use it.`,
      };
    }
    return {
      ok: !required,
      sentence: `${name}: no test ran on it: set ${setting} to the address of one for tests.`,
    };
  });
}

/**
 * Whether what cannot be looked at counts as broken.
 *
 * @internal
 */
export function areServicesRequired(env: NodeJS.ProcessEnv): boolean {
  return (
    env.CUSTOMER_360_REQUIRE_SERVICES === '1' ||
    (env.CI !== undefined && env.CI !== '' && env.CI !== 'false')
  );
}

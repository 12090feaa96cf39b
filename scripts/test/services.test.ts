import assert from 'node:assert/strict';
import test from 'node:test';
import { countJestReport, type JestReport } from './JestReport.ts';
import { checkServices } from './services.ts';

const setting = 'BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING';

function reportOf(...tests: [fullName: string, status: string][]): JestReport {
  return {
    numPassedTests: 1,
    numFailedTests: 2,
    numPendingTests: 3,
    numTodoTests: 4,
    numRuntimeErrorTestSuites: 5,
    testResults: [
      {
        assertionResults: tests.map(([fullName, status]) => ({
          fullName,
          status,
        })),
      },
    ],
  };
}

const onBoth = reportOf(
  ['Ledger (SQLITE_3) appends', 'passed'],
  ['Ledger (POSTGRES_15) appends', 'passed'],
);
const onSqliteOnly = reportOf(
  ['Ledger (SQLITE_3) appends', 'passed'],
  ['Ledger (POSTGRES_15) appends', 'pending'],
);

test('a file that breaks before its tests is a failure, a todo is skipped', () => {
  assert.deepEqual(countJestReport(onBoth), {
    passed: 1,
    failed: 7,
    skipped: 7,
  });
});

test('tests that ran on a service are found by name', () => {
  const report = reportOf(
    ['Ledger (POSTGRES_15) appends', 'passed'],
    ['turns (REDIS) are taken by one', 'passed'],
    ['turns (REDIS) end', 'passed'],
  );
  assert.deepEqual(checkServices(report, { CI: 'true' }), [
    { ok: true, sentence: 'PostgreSQL: tests that ran on it: 1.' },
    { ok: true, sentence: 'Redis: tests that ran on it: 2.' },
  ]);
});

test('without PostgreSQL it passes, and says so', () => {
  const [finding] = checkServices(onSqliteOnly, {});
  assert.equal(finding.ok, true);
  assert.match(
    finding.sentence,
    new RegExp(`no test ran on it: set ${setting}`),
  );
});

test('where services are required, a run without them fails', () => {
  for (const env of [{ CI: 'true' }, { CUSTOMER_360_REQUIRE_SERVICES: '1' }]) {
    assert.equal(checkServices(onSqliteOnly, env)[0].ok, false);
    const [named] = checkServices(onSqliteOnly, {
      ...env,
      [setting]: 'postgresql://localhost/test',
    });
    assert.equal(named.ok, false);
    assert.match(named.sentence, /although .* names one/);
  }
});

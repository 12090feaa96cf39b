import type { Counts } from './Counts.ts';

/**
 * The part of jest's `--json` report that is read here.
 *
 * @internal
 */
export interface JestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  /** Files that broke before their tests could run. */
  readonly numRuntimeErrorTestSuites: number;
  readonly testResults: readonly {
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
    }[];
  }[];
}

/** @internal */
export function countJestReport(report: JestReport): Counts {
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + report.numRuntimeErrorTestSuites,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/**
 * How many tests with a matching name have run, whatever came of it.
 *
 * @internal
 */
export function countRunTests(report: JestReport, name: RegExp): number {
  return report.testResults
    .flatMap(file => file.assertionResults)
    .filter(
      test =>
        (test.status === 'passed' || test.status === 'failed') &&
        name.test(test.fullName),
    ).length;
}

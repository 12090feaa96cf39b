/**
 * What a stage has to show for itself.
 *
 * @internal
 */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** @internal */
export const noCounts: Counts = { passed: 0, failed: 0, skipped: 0 };

/** @internal */
export function addCounts(a: Counts, b: Counts): Counts {
  return {
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    skipped: a.skipped + b.skipped,
  };
}

/** @internal */
export function formatCounts({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

/**
 * Reads counts from the last line of an output that holds any text.
 *
 * @returns Undefined when that line holds something else.
 * @internal
 */
export function parseCounts(output: string): Counts | undefined {
  const match = /^(\d+) passed, (\d+) failed, (\d+) skipped$/.exec(
    output.trimEnd().split('\n').at(-1)?.trim() ?? '',
  );
  return match === null
    ? undefined
    : {
        passed: Number(match[1]),
        failed: Number(match[2]),
        skipped: Number(match[3]),
      };
}

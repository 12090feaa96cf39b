import type { LedgerProblem } from '@customer-360/backstage-plugin-customer-360-common';

/**
 * What is wrong with a row in its place; undefined where nothing is.
 *
 * @param seq - what its place should be
 * @param expected - its hash as the key makes it; undefined without the key
 */
export function checkPlace(
  row: { seq: number; hash: string },
  seq: number,
  expected: string | undefined,
): LedgerProblem | undefined {
  if (row.seq !== seq) {
    return 'missing';
  }
  if (expected === undefined) {
    return 'unknown_key';
  }
  return row.hash === expected ? undefined : 'altered';
}

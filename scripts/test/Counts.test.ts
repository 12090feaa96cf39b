import assert from 'node:assert/strict';
import test from 'node:test';
import { addCounts, formatCounts, parseCounts } from './Counts.ts';

test('counts are read from the last line that holds text', () => {
  assert.deepEqual(
    parseCounts(
      '1 passed, 1 failed, 0 skipped\n12 passed, 3 failed, 4 skipped\n\n',
    ),
    { passed: 12, failed: 3, skipped: 4 },
  );
});

test('counts that stand elsewhere are not counts', () => {
  assert.equal(parseCounts('12 passed, 3 failed, 4 skipped\nBye'), undefined);
  assert.equal(parseCounts('In all 1 passed, 0 failed, 0 skipped'), undefined);
  assert.equal(parseCounts(''), undefined);
});

test('what is formatted is read back', () => {
  const sum = addCounts(
    { passed: 1, failed: 2, skipped: 3 },
    { passed: 10, failed: 20, skipped: 30 },
  );
  assert.deepEqual(parseCounts(formatCounts(sum)), {
    passed: 11,
    failed: 22,
    skipped: 33,
  });
});

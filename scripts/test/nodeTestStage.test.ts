import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { nodeTestStage } from './nodeTestStage.ts';

test("counts what Node's test runner ran", async t => {
  const root = await mkdtemp(join(tmpdir(), 'customer-360-stage-'));
  t.after(() => rm(root, { recursive: true }));
  await writeFile(
    join(root, 'example.test.mjs'),
    `import test from 'node:test';
     test('passes', () => {});
     test('passes too', () => {});
     test('fails', () => { throw new Error('as it must'); });
     test('is skipped', { skip: true }, () => {});`,
  );
  const { NODE_TEST_CONTEXT: _, ...env } = process.env;
  assert.deepEqual(
    await nodeTestStage({
      id: 'example',
      title: 'Example',
      files: ['*.test.mjs'],
    }).run({ root, env }),
    { passed: 2, failed: 1, skipped: 1 },
  );
});

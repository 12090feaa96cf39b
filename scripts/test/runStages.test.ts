import assert from 'node:assert/strict';
import test from 'node:test';
import { checkStage, countingStage } from './commandStages.ts';
import { runStages } from './runStages.ts';
import { selectStages } from './selectStages.ts';
import type { Stage } from './Stage.ts';

const context = { root: process.cwd(), env: process.env };

function stage(id: string, run: Stage['run']): Stage {
  return { id, title: id, run };
}

async function runAll(...stages: Stage[]) {
  const said: string[] = [];
  const sum = await runStages(stages, context, line =>
    said.push(...line.split('\n')),
  );
  return { sum, said };
}

test('the last line is the sum, alone', async () => {
  const { sum, said } = await runAll(
    stage('a', async () => ({ passed: 2, failed: 0, skipped: 1 })),
    stage('b', async () => ({ passed: 3, failed: 1, skipped: 0 })),
  );
  assert.deepEqual(sum, { passed: 5, failed: 1, skipped: 1 });
  assert.equal(said.at(-1), '5 passed, 1 failed, 1 skipped');
});

test('a stage that cannot run is one failure, and the next still runs', async () => {
  const { sum, said } = await runAll(
    stage('a', async () => {
      throw new Error('no browser');
    }),
    stage('b', async () => ({ passed: 3, failed: 0, skipped: 0 })),
  );
  assert.deepEqual(sum, { passed: 3, failed: 1, skipped: 0 });
  assert.ok(said.some(line => /FAILED {2}a: .*no browser/.test(line)));
});

test('a stage that ran nothing is a failure, also when it skipped', async () => {
  const { sum } = await runAll(
    stage('a', async () => ({ passed: 0, failed: 0, skipped: 7 })),
  );
  assert.deepEqual(sum, { passed: 0, failed: 1, skipped: 7 });
});

test('each command of a check counts as one', async () => {
  const { sum } = await runAll(
    checkStage({
      id: 'a',
      title: 'a',
      commands: [
        ['node', '-e', ''],
        ['node', '-e', 'process.exit(1)'],
        ['no-such-program-anywhere'],
      ],
    }),
  );
  assert.deepEqual(sum, { passed: 1, failed: 2, skipped: 0 });
});

function counting(program: string): Stage {
  return countingStage({
    id: 'a',
    title: 'a',
    command: ['node', '-e', program],
  });
}

test('a command says itself how much has passed', async () => {
  const { sum } = await runAll(
    counting('console.log("4 passed, 0 failed, 1 skipped")'),
  );
  assert.deepEqual(sum, { passed: 4, failed: 0, skipped: 1 });
});

test('a command that fails though nothing it counted did is a failure', async () => {
  const { sum } = await runAll(
    counting('console.log("4 passed, 0 failed, 0 skipped"); process.exit(1)'),
  );
  assert.deepEqual(sum, { passed: 4, failed: 1, skipped: 0 });
});

test('a command that says nothing is a failure', async () => {
  const { sum } = await runAll(counting('console.log("fine")'));
  assert.deepEqual(sum, { passed: 0, failed: 1, skipped: 0 });
});

test('--only chooses, in the order of all', () => {
  const all = ['a', 'b', 'c'].map(id =>
    stage(id, async () => ({ passed: 1, failed: 0, skipped: 0 })),
  );
  const chosen = (...args: string[]) =>
    selectStages(all, args).map(({ id }) => id);
  assert.deepEqual(chosen(), ['a', 'b', 'c']);
  assert.deepEqual(chosen('--only', 'c,a'), ['a', 'c']);
  assert.throws(() => chosen('--only', 'd'), /no stage d: there are a, b, c/);
  assert.throws(() => chosen('--fast'));
});

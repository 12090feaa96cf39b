import assert from 'node:assert/strict';
import test from 'node:test';
import { LogFile } from './LogFile.mjs';
import { temporaryFolder } from './testing/temporaryFolder.mjs';

test('the last lines are those that say something', t => {
  const path = temporaryFolder(t).write(
    'portal.log',
    [
      'one',
      '\u001b[31mwarn\u001b[39m two',
      'Error: customer360.sources is missing',
      '    at load (file.ts:1:1)',
      '    ... 7 lines matching cause stack trace ...',
      '}',
      '',
      'Node.js v24.21.0',
      '',
    ].join('\n'),
  );
  const log = new LogFile({ path, name: 'portal.log' });
  assert.deepEqual(log.lastLines(2), [
    'warn two',
    'Error: customer360.sources is missing',
  ]);
});

test('a log that was never written has no lines', t => {
  const path = `${temporaryFolder(t).path}/none.log`;
  assert.deepEqual(new LogFile({ path, name: 'none.log' }).lastLines(), []);
});

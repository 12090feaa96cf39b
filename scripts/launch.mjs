/**
 * `npm start` and `npm test`. Everything this file reaches is Node 18 syntax
 * and imports nothing but Node itself: it runs before anything is installed.
 */
import { openWorkspace } from './launch/openWorkspace.mjs';
import { superviseRun } from './launch/superviseRun.mjs';
import { startDemo } from './launch/startDemo.mjs';
import { startTests } from './launch/startTests.mjs';

const [command, ...options] = process.argv.slice(2);

if (command === 'start') {
  await superviseRun(run => startDemo(openWorkspace(), run));
} else if (command === 'test') {
  await superviseRun(run => startTests(openWorkspace(), run, options));
} else {
  console.error(
    `Unknown command ${command ?? '(none)'}: use "npm start" or "npm test".`,
  );
  process.exitCode = 2;
}

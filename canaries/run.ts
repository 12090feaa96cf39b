import { runTests } from 'rig';
import { fileURLToPath } from 'node:url';

await runTests({
  directory: fileURLToPath(new URL('./tests', import.meta.url)),
  words: process.argv.slice(2),
  nothingRan: 'No canary was heard or missed: no file of that name.',
  fileLimitMs: 25 * 60_000,
});

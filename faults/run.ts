import { runTests } from 'rig';
import { fileURLToPath } from 'node:url';

await runTests({
  directory: fileURLToPath(new URL('./tests', import.meta.url)),
  words: process.argv.slice(2),
  nothingRan: 'No fault test ran: no file of that name.',
  fileLimitMs: Number(process.env.FAULTS_LIMIT_MINUTES ?? 15) * 60_000,
});

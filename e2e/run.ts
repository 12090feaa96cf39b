import { runTests } from 'rig';
import { fileURLToPath } from 'node:url';
import { startPortal } from './portal/startPortal.ts';
import { untilStocked } from './portal/untilStocked.ts';

/** All browser tests share one demo. */
async function startDemo(): Promise<() => Promise<void>> {
  const portal = await startPortal();
  try {
    await untilStocked(portal.url, portal.control);
  } catch (error) {
    await portal.stop();
    throw error;
  }
  // The test files are processes of their own and inherit these.
  process.env.CUSTOMER_360_E2E_PORTAL = portal.url;
  process.env.CUSTOMER_360_E2E_SANDBOX_CONTROL = portal.control;
  process.env.CUSTOMER_360_E2E_DATA_DIR = portal.data;
  return () => portal.stop();
}

await runTests({
  directory: fileURLToPath(new URL('./tests', import.meta.url)),
  words: process.argv.slice(2),
  nothingRan: 'No browser test ran: no file of that name.',
  start: startDemo,
});

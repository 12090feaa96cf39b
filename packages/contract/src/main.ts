import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { compare, type VendorReport } from './ContractReport';
import { driveSources, type Drive } from './drive/driveSources';
import { projectRoot } from './drive/projectRoot';
import { startSandbox } from './drive/startSandbox';
import { hubspotContract } from './vendors/hubspotContract';
import { stripeContract } from './vendors/stripeContract';
import { zendeskContract } from './vendors/zendeskContract';

const VARIABLE = 'C360_VENDOR_SPECS';
const MAX_PROBLEMS = 20;

/**
 * Compares what our source modules ask, and what the sandbox answers, with the
 * vendors' own descriptions.
 */
async function main(): Promise<void> {
  const folder = process.env[VARIABLE];
  if (!folder) {
    console.log(
      `${VARIABLE} names no folder with the vendors' descriptions, so nothing was compared with them.`,
    );
    // Where services are required, so is this.
    const required = process.env.CUSTOMER_360_REQUIRE_SERVICES === '1';
    finish({ passed: 0, failed: required ? 1 : 0, skipped: required ? 0 : 1 });
    return;
  }
  const specs = resolve(projectRoot(), folder);
  if (!(await stat(specs).catch(() => undefined))?.isDirectory()) {
    console.error(
      `${VARIABLE} names ${folder}, which is no folder: name the one with stripe/, hubspot/ and zendesk/ in it.`,
    );
    finish({ passed: 0, failed: 1, skipped: 0 });
    return;
  }
  const contracts = await Promise.all([
    stripeContract(specs),
    hubspotContract(specs),
    zendeskContract(specs),
  ]);
  const sandbox = await startSandbox();
  let drive: Drive;
  try {
    drive = await driveSources(sandbox);
  } finally {
    await sandbox.stop();
  }
  const { exchanges, failures } = drive;
  const reports: VendorReport[] = contracts.map(contract =>
    compare(contract, exchanges),
  );
  const counts = { passed: 0, failed: 0, skipped: 0 };
  const expect = (holds: boolean, text: string) => {
    counts[holds ? 'passed' : 'failed'] += 1;
    console.log(`${holds ? '  ok  ' : 'FAILED'} ${text}`);
  };
  expect(failures.length === 0, 'every facet of every source could be read');
  failures.forEach(failure => console.log(`         ${failure}`));
  for (const report of reports) {
    printReport(report, expect);
  }
  finish(counts);
}

function printReport(
  report: VendorReport,
  expect: (holds: boolean, text: string) => void,
): void {
  const { vendor, operations, undescribed, shapes, problems } = report;
  console.log(
    `${vendor}: ${operations.length} operations and ${shapes.length} shapes of its description compared, and ${undescribed.length} operations that it lacks by hand, in ${report.exchanges} exchanges`,
  );
  operations.forEach(it => console.log(`         ${it}`));
  undescribed.forEach(it => console.log(`         ${it} (undescribed)`));
  expect(operations.length > 0, `${vendor}: operations were compared`);
  expect(shapes.length > 0, `${vendor}: shapes were compared`);
  expect(problems.length === 0, `${vendor}: all is as described`);
  problems
    .slice(0, MAX_PROBLEMS)
    .forEach(problem => console.log(`         ${problem}`));
  const { tried, unseen } = report.mutations;
  expect(
    tried > 1 && unseen.length === 0,
    `${vendor}: of ${tried} requests and answers broken on purpose ${
      tried - unseen.length
    } are seen`,
  );
  unseen.forEach(it => console.log(`         ${it} is not seen`));
}

function finish(counts: {
  passed: number;
  failed: number;
  skipped: number;
}): void {
  const { passed, failed, skipped } = counts;
  console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
  process.exitCode = failed > 0 ? 1 : 0;
}

main().catch(error => {
  console.error(error);
  finish({ passed: 0, failed: 1, skipped: 0 });
});

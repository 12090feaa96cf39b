import { readFile } from 'node:fs/promises';
import type { Entity } from '@backstage/catalog-model';
import { parseAllDocuments } from 'yaml';
import type { Exchange } from '../Exchange';
import { createDemoSources } from './createDemoSources';
import { SourceDriver } from './SourceDriver';
import type { Sandbox } from './startSandbox';

/** The hand-written customers come first and hold every story there is. */
const CUSTOMERS = 24;

/** What came of asking every source for all it can give. */
export interface Drive {
  exchanges: Exchange[];
  /** What could not be read or found, one line each. */
  failures: string[];
}

/** Asks every source for all it can give: each kind of request there is. */
export async function driveSources(sandbox: Sandbox): Promise<Drive> {
  const entities = parseAllDocuments(
    await readFile(sandbox.catalogFile, 'utf8'),
  )
    .map(document => document.toJS() as Entity)
    .slice(0, CUSTOMERS);
  const exchanges: Exchange[] = [];
  const failures: string[] = [];
  for (const source of await createDemoSources(sandbox)) {
    const driver = new SourceDriver(source);
    for (const entity of entities) {
      await driver.readCustomer(entity);
      exchanges.push(...(await sandbox.takeExchanges()));
    }
    await driver.lookUp();
    await driver.readInBulk();
    exchanges.push(...(await sandbox.takeExchanges()));
    await driver.close();
    failures.push(...driver.failures);
  }
  return { exchanges, failures };
}

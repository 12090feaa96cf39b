import { readFile } from 'node:fs/promises';
import {
  allLinkedIds,
  customerDomain,
  type FacetId,
} from '@customer-360/backstage-plugin-customer-360-common';
import type { Entity } from '@backstage/catalog-model';
import {
  SourceError,
  SourceTransport,
  type CustomerSource,
  type LinkedAccount,
  type SourceContext,
} from '@customer-360/backstage-plugin-customer-360-node';
import { parseAllDocuments } from 'yaml';
import { createDemoSources } from './createDemoSources';

/** The hand-written customers come first and hold every story there is. */
const CUSTOMERS = 14;
const DEADLINE_MS = 60_000;

/**
 * Asks every source for all it can give, so that the sandbox sees each kind of
 * request there is.
 *
 * @returns what could not be read, one line each
 */
export async function driveSources(sandbox: {
  vendors: Record<string, string>;
  catalogFile: string;
}): Promise<string[]> {
  const entities = parseAllDocuments(
    await readFile(sandbox.catalogFile, 'utf8'),
  )
    .map(document => document.toJS() as Entity)
    .slice(0, CUSTOMERS);
  const failures: string[] = [];
  for (const source of await createDemoSources(sandbox.vendors)) {
    const transport = new SourceTransport(source);
    for (const entity of entities) {
      failures.push(...(await driveSource(source, transport, entity)));
    }
    await transport.close();
    await source.close?.();
  }
  return failures;
}

async function driveSource(
  source: CustomerSource,
  transport: SourceTransport,
  entity: Entity,
): Promise<string[]> {
  const context = transport.context({
    signal: AbortSignal.timeout(DEADLINE_MS),
    now: () => new Date(),
  });
  const customer = {
    ref: `customer:default/${entity.metadata.name}`,
    title: entity.metadata.title ?? entity.metadata.name,
    domain: customerDomain(entity),
  };
  const failures: string[] = [];
  const attempt = async (what: string, fn: () => Promise<unknown>) => {
    try {
      return await fn();
    } catch (error) {
      const reason = SourceError.is(error) ? error.reason : String(error);
      failures.push(`${source.id} ${what} of ${customer.title}: ${reason}`);
      return undefined;
    }
  };
  for (const id of allLinkedIds(entity).get(source.id) ?? []) {
    const account: LinkedAccount = { id, customer };
    for (const facet of Object.keys(source.facets) as FacetId[]) {
      await attempt(facet, () => readWhole(source, facet, account, context));
    }
  }
  await attempt('candidates', async () =>
    source.link?.candidates(customer, context),
  );
  return failures;
}

/** The facet, and where it can be paged its first two pages. */
async function readWhole(
  source: CustomerSource,
  facet: FacetId,
  account: LinkedAccount,
  context: SourceContext,
): Promise<void> {
  const reader = source.facets[facet];
  await reader?.read(account, context);
  const first = await reader?.page?.(account, { limit: 5 }, context);
  if (first?.nextCursor) {
    await reader?.page?.(
      account,
      { cursor: first.nextCursor, limit: 5 },
      context,
    );
  }
}

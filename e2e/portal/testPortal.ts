import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PortalApi } from './PortalApi.ts';
import { SandboxControl } from './SandboxControl.ts';

function needed(name: string): string {
  const value = process.env[name];
  if (!value) {
    throw new Error(
      `${name} is not set: run the browser tests with "yarn e2e", which starts the demo`,
    );
  }
  return value;
}

/** The demo that the runner started. */
export const portalUrl = needed('CUSTOMER_360_E2E_PORTAL');

export const sandbox = new SandboxControl(
  needed('CUSTOMER_360_E2E_SANDBOX_CONTROL'),
);

/** Where the demo keeps its data. */
export const dataDir = needed('CUSTOMER_360_E2E_DATA_DIR');

/** All that the portal has logged since it started. */
export async function portalLog(): Promise<string> {
  return readFile(join(dataDir, 'logs', 'portal.log'), 'utf8');
}

export interface FoundCustomer {
  readonly namespace: string;
  readonly name: string;
}

/** The catalog name of a customer by what people call it. */
export async function findCustomer(title: string): Promise<FoundCustomer> {
  const sam = await PortalApi.as(portalUrl, 'sam');
  const { json } = await sam.get(
    `/api/catalog/entities/by-query?filter=${encodeURIComponent(
      `kind=customer,metadata.title=${title}`,
    )}`,
  );
  const [entity] = (json as { items: Array<{ metadata: FoundCustomer }> })
    .items;
  if (!entity) {
    throw new Error(`The catalog has no customer called ${title}`);
  }
  return {
    namespace: entity.metadata.namespace ?? 'default',
    name: entity.metadata.name,
  };
}

/** REST path of a customer. */
export function customerPath({ namespace, name }: FoundCustomer): string {
  return `/api/customer-360/v1/customers/${namespace}/${name}`;
}

/** Path of a customer's page. */
export function customerPage({ namespace, name }: FoundCustomer): string {
  return `/catalog/${namespace}/customer/${name}`;
}

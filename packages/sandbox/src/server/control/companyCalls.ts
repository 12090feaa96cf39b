import { callInside } from '../changes/insideRequests.ts';
import type { InsideCall } from '../changes/insideRequests.ts';
import type { ControlledSandbox } from '../controlApi.ts';
import { ControlInputError, optionalText, text } from '../controlInput.ts';
import type { Fields } from '../controlInput.ts';
import type { VendorResponse } from '../types.ts';
import type { Company, NewCustomer } from '../../world/types.ts';

const SYSTEMS: NewCustomer['systems'] = [
  'hubspot',
  'stripe',
  'zendesk',
  'product',
];

/** `POST /companies`: somebody becomes a customer. @internal */
export async function addCompany(
  sandbox: ControlledSandbox,
  fields: Fields,
): Promise<VendorResponse> {
  const name = text(fields, 'name');
  const domain = (
    optionalText(fields, 'domain') ?? `${slugOf(name)}.example`
  ).toLowerCase();
  if (!/^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(domain)) {
    throw new ControlInputError('"domain" must be a domain.');
  }
  const systems = systemsOf(fields.systems);
  const company = sandbox.world.add({
    name,
    domain,
    systems,
    at: sandbox.clock.now(),
  });
  if (systems.includes('product')) {
    await sandbox.product.addAccount(company, sandbox.world.today);
  }
  for (const { vendor } of sandbox.vendors.values()) {
    vendor.joined?.(company);
  }
  return {
    status: 201,
    body: {
      name: company.entityName,
      title: company.name,
      domain: company.domain,
      ids: company.ids,
    },
  };
}

/** `DELETE /companies/{name}`: it is deleted wherever it is. @internal */
export async function removeCompany(
  sandbox: ControlledSandbox,
  name: string,
): Promise<VendorResponse> {
  const index = sandbox.world.indexOf('catalog', name);
  if (index === undefined) {
    throw new ControlInputError(`"${name}" is no customer of the sandbox.`);
  }
  const company = sandbox.world.company(index);
  for (const [vendor, calls] of deletionsOf(company)) {
    const server = sandbox.vendors.get(vendor);
    for (const call of server ? calls : []) {
      // What is gone already is no mistake.
      await callInside(server!.vendor, call);
    }
  }
  await sandbox.product.removeAccount(company.ids.product);
  return { status: 204 };
}

function deletionsOf({ ids }: Company): [string, InsideCall[]][] {
  const remove = (path: string): InsideCall => ({ method: 'DELETE', path });
  return [
    ['hubspot', [remove(`/crm/objects/2026-09/companies/${ids.hubspot}`)]],
    ['stripe', ids.stripe.map(id => remove(`/v1/customers/${id}`))],
    ['zendesk', ids.zendesk.map(id => remove(`/api/v2/organizations/${id}`))],
  ];
}

function systemsOf(value: unknown): NewCustomer['systems'] {
  if (value === undefined) {
    return SYSTEMS;
  }
  const given = Array.isArray(value) ? value : [];
  const systems = SYSTEMS.filter(system => given.includes(system));
  if (!systems.includes('hubspot') || systems.length !== given.length) {
    throw new ControlInputError(
      `"systems" must be an array of ${SYSTEMS.join(
        ', ',
      )}; hubspot is always one of them.`,
    );
  }
  return systems;
}

function slugOf(name: string): string {
  return (
    name
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '') || 'company'
  );
}

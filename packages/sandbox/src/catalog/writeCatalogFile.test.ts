import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { createWorld } from '../world/createWorld.ts';
import { customerYaml, writeCatalogFile } from './writeCatalogFile.ts';

const world = createWorld({ seed: 1, size: 200, today: '2026-11-23' });

describe('customerYaml', () => {
  it('writes Brightwater as the catalog wants it', () => {
    const { ids } = world.company(0);
    expect(customerYaml(world, world.company(0))).toBe(`---
apiVersion: customer-360/v1alpha1
kind: Customer
metadata:
  name: "cus-8f3a1c"
  title: "Brightwater Logistics"
  description: "Brightwater Logistics (Logistics, DE)"
  annotations:
    customer-360/domain: "brightwater.example"
    customer-360/stripe: "${ids.stripe[0]}"
    customer-360/hubspot: "${ids.hubspot}"
    customer-360/zendesk: "${ids.zendesk[0]}"
    customer-360/product-db: "${ids.product}"
spec:
  owner: "group:default/csm-emea"
  team:
    - role: "csm"
      ref: "user:default/mara"
    - role: "account-executive"
      ref: "user:default/jonas"
  segment: "enterprise"
  lifecycle: "active"
  parent: "customer:default/${world.ids.catalog(12)}"
`);
  });

  it('joins several ids, and leaves out what is not linked', () => {
    const verity = world.company(10);
    const yaml = customerYaml(world, verity);
    expect(yaml).toContain(`"${verity.ids.stripe.join(',')}"`);
    expect(yaml).toContain(`"${verity.ids.zendesk.join(',')}"`);
    expect(customerYaml(world, world.company(7))).not.toContain('zendesk');
    expect(customerYaml(world, world.company(9))).not.toContain('stripe');
  });
});

describe('writeCatalogFile', () => {
  it('writes every customer once and leaves nothing half-done', () => {
    const folder = mkdtempSync(join(tmpdir(), 'catalog-'));
    try {
      writeCatalogFile(world, join(folder, 'customers.yaml'));
      expect(readdirSync(folder)).toEqual(['customers.yaml']);
      const text = readFileSync(join(folder, 'customers.yaml'), 'utf8');
      const names = text.match(/^ {2}name: "cus-[0-9a-f]{6}"$/gm) ?? [];
      expect(new Set(names).size).toBe(200);
      expect(names).toHaveLength(200);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

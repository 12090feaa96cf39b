import { closeSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

import { CSM_GROUPS } from '../world/staff.ts';
import type { Company, World } from '../world/types.ts';

const COMPANIES_PER_WRITE = 500;

/**
 * The world's customers as entities for the catalog, one YAML document each.
 * The file appears whole or not at all.
 */
export function writeCatalogFile(world: World, path: string): void {
  mkdirSync(dirname(path), { recursive: true });
  const unfinished = `${path}.${process.pid}.tmp`;
  const file = openSync(unfinished, 'w');
  try {
    for (let first = 0; first < world.size; first += COMPANIES_PER_WRITE) {
      const last = Math.min(first + COMPANIES_PER_WRITE, world.size);
      let text = '';
      for (let index = first; index < last; index++) {
        text += customerYaml(world, world.company(index));
      }
      writeSync(file, text);
    }
  } finally {
    closeSync(file);
  }
  renameSync(unfinished, path);
}

/** One document; every scalar is a JSON string, which YAML reads as it is. */
export function customerYaml(world: World, company: Company): string {
  const lines = [
    '---',
    'apiVersion: customer-360/v1alpha1',
    'kind: Customer',
    'metadata:',
    `  name: ${quote(company.entityName)}`,
    `  title: ${quote(company.name)}`,
    `  description: ${quote(describe(company))}`,
    '  annotations:',
    ...Object.entries(annotationsOf(company)).map(
      ([key, value]) => `    ${key}: ${quote(value)}`,
    ),
    'spec:',
    `  owner: ${quote(
      `group:default/${CSM_GROUPS[company.csm] ?? 'csm-emea'}`,
    )}`,
    '  team:',
    ...[
      ['csm', company.csm],
      ['account-executive', company.accountExecutive],
    ].flatMap(([role, key]) => [
      `    - role: ${quote(role)}`,
      `      ref: ${quote(`user:default/${key}`)}`,
    ]),
    `  segment: ${quote(company.segment)}`,
    `  lifecycle: ${quote(company.lifecycle)}`,
  ];
  if (company.parentIndex !== undefined) {
    const parent = world.ids.catalog(company.parentIndex);
    lines.push(`  parent: ${quote(`customer:default/${parent}`)}`);
  }
  return `${lines.join('\n')}\n`;
}

function describe({ name, industry, country }: Company): string {
  return `${name} (${industry}, ${country})`;
}

/**
 * Ids by source; several by comma. Some systems are not linked everywhere, so
 * that "not linked" can be told from "nothing there".
 */
function annotationsOf(company: Company): Record<string, string> {
  const { ids, index, lifecycle } = company;
  const annotations: Record<string, string> = {
    'customer-360/domain': company.domain,
  };
  if (lifecycle !== 'prospect') {
    annotations['customer-360/stripe'] = ids.stripe.join(',');
  }
  annotations['customer-360/hubspot'] = ids.hubspot;
  if (isLinkedToHelpDesk(index)) {
    annotations['customer-360/zendesk'] = ids.zendesk.join(',');
  }
  if (lifecycle !== 'prospect') {
    annotations['customer-360/product-db'] = ids.product;
  }
  return annotations;
}

/** Halden Schools Trust, and every fortieth behind the hand-written ones. */
function isLinkedToHelpDesk(index: number): boolean {
  return index !== 7 && (index < 20 || index % 40 !== 33);
}

function quote(text: string): string {
  return JSON.stringify(text);
}

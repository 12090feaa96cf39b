import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort, ManagedProcess, waitUntil } from 'rig';
import { stringify } from 'yaml';
import { readCustomers, type Customer } from './customers.ts';
import { LABELLED_FACETS, OWN_LABELS } from './labelled.ts';
import type { Persona } from './rights.ts';
import { generateRoles, type Role } from './roles.ts';
import { SandboxMarks } from './SandboxMarks.ts';
import { Visitor } from './Visitor.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const START_MS = 180_000;
const TEAMS = 3;
/** Known to everybody who reads this, and to no other portal. */
const SERVICE_TOKEN = 'the-canaries-own-service';

export interface GroundOptions {
  readonly seed: number;
  readonly customers: number;
  /** Roles beside those at the edges, drawn from the seed. */
  readonly drawnRoles: number;
}

/**
 * The demo's portal with other people and roles, and vendors in whose records
 * the canaries sit. Everything of it is real: sign-in, policy, permission
 * backend, catalog, search and HTTP.
 */
export class Ground {
  readonly url: string;
  readonly marks: SandboxMarks;
  readonly customers: readonly Customer[];
  readonly visitors: readonly Visitor[];
  /** What the portal has written since it started. */
  readonly log: readonly string[];
  /** The folder of its databases. */
  readonly databases: string;
  readonly #end: () => Promise<void>;

  private constructor(parts: {
    url: string;
    marks: SandboxMarks;
    customers: readonly Customer[];
    visitors: readonly Visitor[];
    log: readonly string[];
    databases: string;
    end: () => Promise<void>;
  }) {
    this.url = parts.url;
    this.marks = parts.marks;
    this.customers = parts.customers;
    this.visitors = parts.visitors;
    this.log = parts.log;
    this.databases = parts.databases;
    this.#end = parts.end;
  }

  static async start(options: GroundOptions): Promise<Ground> {
    const data = await mkdtemp(join(tmpdir(), 'customer-360-canaries-'));
    const running: ManagedProcess[] = [];
    const end = async () => {
      for (const child of running.reverse()) {
        await child.stop();
      }
      await rm(data, { recursive: true, force: true });
    };
    try {
      const sandbox = await startSandbox(data, options);
      running.push(sandbox.process);
      const personas = personasOf(options);
      const { customers, entities } = await readCustomers(
        join(data, 'sandbox', 'customers.yaml'),
        {
          ownerOf: at => `group:default/team-${at % TEAMS}`,
          teamOf: at => teamOf(personas, at),
        },
      );
      const config = await writeConfig(data, personas, entities);
      const { child, url, log } = await startPortal(data, config, sandbox.env);
      running.push(child);
      const visitors = await signInAll(url, personas);
      await untilStocked(visitors[0], customers);
      const marks = new SandboxMarks(sandbox.control);
      await marks.setLimits(false);
      const databases = join(data, 'database');
      return new Ground({
        ...{ url, marks, customers, visitors, log, databases, end },
      });
    } catch (error) {
      await end();
      throw error;
    }
  }

  visitor(name: string): Visitor {
    const found = this.visitors.find(visitor => visitor.name === name);
    if (!found) {
      throw new Error(`There is no ${name} here`);
    }
    return found;
  }

  /** Says as a service of the portal that something has changed. */
  async invalidate(
    { name }: Customer,
    facets: readonly string[],
  ): Promise<void> {
    const response = await fetch(
      `${this.url}/api/customer-360/v1/customers/default/${name}/invalidate`,
      {
        method: 'POST',
        headers: {
          authorization: `Bearer ${SERVICE_TOKEN}`,
          'content-type': 'application/json',
        },
        body: JSON.stringify({ facets }),
      },
    );
    if (!response.ok) {
      throw new Error(`Invalidating ${name} gave ${response.status}`);
    }
  }

  async stop(): Promise<void> {
    await this.#end();
  }
}

function personasOf({ seed, drawnRoles }: GroundOptions): Persona[] {
  const roles = [...generateRoles(seed, drawnRoles)];
  return [
    ...roles.map(
      ([name, role], at): Persona => ({
        name,
        role,
        leads: [`group:default/team-${at % TEAMS}`],
      }),
    ),
    { name: 'nobody', leads: [] },
  ];
}

/** Four people each, others at every customer. */
function teamOf(personas: readonly Persona[], at: number): string[] {
  return [0, 1, 2, 3].map(
    step => personas[(at * 4 + step * 7 + 1) % personas.length].name,
  );
}

async function startSandbox(
  data: string,
  { customers, seed }: GroundOptions,
): Promise<{
  process: ManagedProcess;
  control: string;
  env: Record<string, string>;
}> {
  const child = await ManagedProcess.start({
    args: [
      'packages/sandbox/src/main.ts',
      '--marked',
      ...['--customers', String(customers)],
      ...['--seed', String(seed)],
      ...['--port', '0'],
      ...['--data', join(data, 'sandbox')],
    ],
    cwd: ROOT,
    readyLine: /^catalog file/,
    readyTimeoutMs: START_MS,
    folder: data,
  });
  const endpoint = (name: string) => {
    const line = child.lines.find(it => it.startsWith(`${name} `));
    if (!line) {
      throw new Error(`The sandbox does not say where ${name} is`);
    }
    return line.slice(name.length).trim();
  };
  return {
    process: child,
    control: endpoint('control'),
    env: {
      CUSTOMER_360_STRIPE_URL: endpoint('stripe'),
      CUSTOMER_360_HUBSPOT_URL: endpoint('hubspot'),
      CUSTOMER_360_ZENDESK_URL: endpoint('zendesk'),
    },
  };
}

/** What is laid over the demo's config; @returns its file. */
async function writeConfig(
  data: string,
  personas: readonly Persona[],
  customers: readonly object[],
): Promise<string> {
  const folder = join(data, 'catalog');
  await mkdir(folder, { recursive: true });
  const customersFile = join(folder, 'customers.yaml');
  const peopleFile = join(folder, 'people.yaml');
  await writeFile(
    customersFile,
    customers.map(it => stringify(it)).join('---\n'),
  );
  await writeFile(
    peopleFile,
    people(personas)
      .map(it => stringify(it))
      .join('---\n'),
  );
  const config = join(data, 'app-config.canaries.yaml');
  const location = (target: string, ...allow: string[]) => ({
    type: 'file',
    target,
    rules: [{ allow }],
  });
  await writeFile(
    config,
    stringify({
      backend: {
        auth: {
          externalAccess: [
            {
              type: 'static',
              options: { token: SERVICE_TOKEN, subject: 'canaries' },
            },
          ],
        },
      },
      auth: {
        providers: { demo: { users: personas.map(({ name }) => name) } },
      },
      catalog: {
        locations: [
          location(peopleFile, 'User', 'Group'),
          location(customersFile, 'Customer'),
        ],
      },
      search: {
        collators: { customer360: { schedule: { frequency: { seconds: 5 } } } },
      },
      customer360: {
        labels: OWN_LABELS,
        facets: facetsConfig(),
        // Everybody asks for everything, which no person would.
        limits: { reads: { perMinute: 1_000_000 } },
        leads: leadsOf(personas),
        roles: Object.fromEntries(
          personas.flatMap(({ name, role }) =>
            role ? [[name, configOf(name, role)]] : [],
          ),
        ),
      },
    }),
  );
  return config;
}

function facetsConfig(): Record<string, object> {
  const labelled = Object.fromEntries(
    Object.entries(LABELLED_FACETS).map(([facet, label]) => [facet, { label }]),
  );
  return {
    ...labelled,
    // What is read again for its age would be a change of its own.
    tickets: { ...labelled.tickets, fresh: { hours: 1 } },
  };
}

function configOf(name: string, role: Role) {
  return JSON.parse(
    JSON.stringify({ members: [`user:default/${name}`], ...role }),
  );
}

function leadsOf(personas: readonly Persona[]): Record<string, string[]> {
  const leads: Record<string, string[]> = {};
  for (const { leads: groups, name } of personas) {
    for (const group of groups) {
      leads[group] = [...(leads[group] ?? []), `user:default/${name}`];
    }
  }
  return leads;
}

function people(personas: readonly Persona[]): object[] {
  return [
    ...Array.from({ length: TEAMS }, (_, at) => ({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Group',
      metadata: { name: `team-${at}` },
      spec: { type: 'team', children: [] },
    })),
    ...personas.map(({ name }) => ({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'User',
      metadata: { name },
      spec: { memberOf: [] },
    })),
  ];
}

async function startPortal(
  data: string,
  config: string,
  vendors: Record<string, string>,
): Promise<{ child: ManagedProcess; url: string; log: string[] }> {
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const child = await ManagedProcess.start({
    args: [
      '--require',
      join(ROOT, 'node_modules/@backstage/cli/config/nodeTransform.cjs'),
      'src/index.ts',
      ...['--config', join(ROOT, 'app-config.yaml')],
      ...['--config', config],
    ],
    cwd: join(ROOT, 'packages', 'backend'),
    env: {
      ...vendors,
      CUSTOMER_360_PORT: String(port),
      CUSTOMER_360_DATA_DIR: data,
      NODE_ENV: 'development',
    },
    readyUrl: `${url}/.backstage/health/v1/readiness`,
    readyTimeoutMs: START_MS,
    graceMs: 15_000,
  });
  const log = [...child.lines];
  child.onLine(line => log.push(line));
  return { child, url, log };
}

async function signInAll(
  url: string,
  personas: readonly Persona[],
): Promise<Visitor[]> {
  const visitors: Visitor[] = [];
  for (const persona of personas) {
    await waitUntil(
      async () => {
        const visitor = await Visitor.signIn(url, persona);
        if (visitor) {
          visitors.push(visitor);
        }
        return visitor !== undefined;
      },
      { timeoutMs: START_MS, everyMs: 300 },
    );
  }
  return visitors;
}

/** Until catalog and search have all customers. */
async function untilStocked(
  seer: Visitor,
  customers: readonly Customer[],
): Promise<void> {
  const last = customers[customers.length - 1];
  await waitUntil(
    async () => {
      const catalog = await seer.get(
        '/api/catalog/entities/by-query?filter=kind=customer&limit=1',
      );
      const search = await seer.get(
        `/api/search/query?term=${last.name}&types%5B0%5D=customer`,
      );
      // Without types it fails until each of them has an index.
      const all = await seer.get(`/api/search/query?term=${last.name}`);
      return (
        JSON.parse(catalog.text).totalItems === customers.length &&
        search.text.includes(last.name) &&
        all.status === 200
      );
    },
    { timeoutMs: START_MS, everyMs: 300 },
  );
}

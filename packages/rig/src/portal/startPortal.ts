import { fileURLToPath } from 'node:url';
import { freePort } from '../freePort.ts';
import { ManagedProcess } from '../process/ManagedProcess.ts';
import { waitUntil } from '../waitUntil.ts';

const ROOT = fileURLToPath(new URL('../../../..', import.meta.url));
const START_MS = 120_000;

/** As `portalOptionsSchema` of the proving ground says. */
export interface PortalOptions {
  readonly port?: number;
  readonly postgresUrl?: string;
  readonly poolMax?: number;
  readonly valkeyUrl?: string;
  readonly vendorUrl: string;
  readonly sources: number;
  readonly facetsPerSource?: number;
  readonly customers?: number;
  readonly people?: number;
  readonly segments?: readonly string[];
  readonly whole?: boolean;
  readonly reachedAt?: Readonly<Record<string, string>>;
  readonly ingest?: boolean;
  readonly decisionsKeptMs?: number;
  readonly customer360?: object;
  readonly transport?: object;
  readonly webhookSecret?: string;
  readonly bulks?: Readonly<Record<string, 'changes' | 'snapshot'>>;
  readonly hurried?: readonly string[];
  readonly alone?: boolean;
  readonly listing?: number;
}

/** What a portal has used since it started. */
export interface Usage {
  readonly cpuMicros: number;
  /** The longest its event loop was held up since this was asked last. */
  readonly loopMaxMs: number;
  readonly memory: NodeJS.MemoryUsage;
  /** Its metrics, by `name{label=value,…}`. */
  readonly counted: Readonly<Record<string, number>>;
}

/** A real portal in a process of its own. */
export interface Portal {
  readonly url: string;
  /** `/api/customer-360/v1` at this portal. */
  readonly api: string;
  readonly process: ManagedProcess;
  /** `authorization` of a person, `p0` … */
  signIn(person: string): Promise<string>;
  /** `authorization` of a service of the portal. */
  service(): string;
  usage(): Promise<Usage>;
  /** Bytes in use, heap and external, after a garbage collection. */
  held(): Promise<number>;
  /**
   * CPU microseconds of each request that had a header `x-measured`, by what it
   * said, up to the last but one; then they are forgotten.
   */
  requestCosts(): Promise<Readonly<Record<string, readonly number[]>>>;
  stop(): Promise<void>;
}

const SERVICE_TOKEN = 'proving-ground-service-token';

/**
 * What runs a portal, for who does not wait until it serves.
 *
 * @param env - beside this process's own
 */
export function portalProgram(
  options: PortalOptions & { readonly port: number },
  env: Record<string, string> = {},
) {
  return {
    args: [
      '--require',
      `${ROOT}node_modules/@backstage/cli/config/nodeTransform.cjs`,
      `${ROOT}packages/proving-ground/src/portal/main.ts`,
    ],
    cwd: ROOT,
    env: {
      NODE_ENV: 'production',
      LOG_LEVEL: 'warn',
      PORTAL_OPTIONS: JSON.stringify(options),
      ...env,
    },
  };
}

/** @param env - beside this process's own */
export async function startPortal(
  options: PortalOptions,
  env: Record<string, string> = {},
): Promise<Portal> {
  const port = options.port ?? (await freePort());
  const child = await ManagedProcess.start({
    ...portalProgram({ ...options, port }, env),
    readyLine: /^ready (\d+)$/,
    readyTimeoutMs: START_MS,
    graceMs: 15_000,
  });
  const url = `http://127.0.0.1:${port}`;
  const portal: Portal = {
    url,
    api: `${url}/api/customer-360/v1`,
    process: child,
    signIn: person => signIn(url, person),
    service: () => `Bearer ${SERVICE_TOKEN}`,
    usage: async () => (await fetch(`${url}/api/usage`)).json() as never,
    held: async () =>
      (await fetch(`${url}/api/usage/held`)).json() as Promise<number>,
    requestCosts: async () =>
      (await fetch(`${url}/api/usage/requests`)).json() as never,
    stop: () => child.stop(),
  };
  try {
    if (!options.alone) {
      await untilStocked(portal, options);
    }
  } catch (error) {
    await portal.stop();
    throw error;
  }
  return portal;
}

/** Until the last of the people and of the customers is in the catalog. */
async function untilStocked(
  portal: Portal,
  { customers = 200, people = 20 }: PortalOptions,
): Promise<void> {
  const headers = { authorization: portal.service() };
  const there = async (ref: string) => {
    const { ok } = await fetch(
      `${portal.url}/api/catalog/entities/by-name/${ref}`,
      { headers },
    );
    return ok;
  };
  for (const ref of [
    `user/default/p${people - 1}`,
    `customer/default/c${customers - 1}`,
    'customer/default/c0',
  ]) {
    await waitUntil(() => there(ref), { timeoutMs: START_MS, everyMs: 200 });
  }
}

async function signIn(url: string, person: string): Promise<string> {
  const answer = await fetch(`${url}/api/auth/header/refresh`, {
    headers: { 'x-user': person, 'x-requested-with': 'XMLHttpRequest' },
  });
  const body = (await answer.json()) as {
    backstageIdentity?: { token: string };
  };
  if (!body.backstageIdentity) {
    throw new Error(`${person} cannot sign in: ${answer.status}`);
  }
  return `Bearer ${body.backstageIdentity.token}`;
}

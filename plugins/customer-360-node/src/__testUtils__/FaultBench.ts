import { inspect } from 'node:util';
import { z } from 'zod';
import type { SourceHttpRequest } from '../http/SourceHttpClient';
import {
  SourceTransport,
  type SourceTransportDependencies,
} from '../resilience/SourceTransport';
import type { SourceTransportOptions } from '../source/CustomerSource';
import { SourceError } from '../source/SourceError';
import { FaultServer, type FaultHandler } from './FaultServer';

/** Long enough for a slow machine; a test that waits for it has failed. */
export const PATIENCE_MS = 30_000;

export interface BenchTransport {
  readonly base: string;
  /** What it may call; `base` by default. */
  readonly origins?: readonly string[];
  readonly options?: SourceTransportOptions;
  readonly dependencies?: SourceTransportDependencies;
  readonly id?: string;
  readonly credentialScope?: string;
}

/** Servers and transports of one test file, closed after each test. */
export class FaultBench {
  readonly #servers: FaultServer[] = [];
  readonly #transports: SourceTransport[] = [];

  async server(
    handler: FaultHandler,
    tls?: ConstructorParameters<typeof FaultServer>[1],
  ) {
    const server = new FaultServer(handler, tls);
    this.#servers.push(server);
    return { server, base: await server.start() };
  }

  transport(given: BenchTransport): SourceTransport {
    const transport = new SourceTransport(
      {
        id: given.id ?? 'test',
        credentialScope: given.credentialScope ?? 'scope',
        origins: given.origins ?? [given.base],
        transport: given.options,
      },
      { random: () => 0, ...given.dependencies },
    );
    this.#transports.push(transport);
    return transport;
  }

  async close(): Promise<void> {
    await Promise.all(this.#transports.splice(0).map(one => one.close()));
    await Promise.all(this.#servers.splice(0).map(one => one.stop()));
  }
}

/** One read of a view of its own. */
export function get(
  transport: SourceTransport,
  url: string,
  options: Partial<SourceHttpRequest<unknown>> & { signal?: AbortSignal } = {},
): Promise<unknown> {
  const { signal = AbortSignal.timeout(PATIENCE_MS), ...request } = options;
  return transport
    .context({ signal, now: () => new Date() })
    .http.json({ url, schema: z.unknown(), operation: 'test', ...request })
    .then(answer => answer.data);
}

/**
 * `ok`, or the word that a call ended in. Nothing of the network or the vendor
 * may be in the error beside it.
 */
export async function outcomeOf(work: Promise<unknown>): Promise<string> {
  let error: unknown;
  try {
    await work;
    return 'ok';
  } catch (caught) {
    error = caught;
  }
  expect(SourceError.is(error)).toBe(true);
  const { reason, message, cause, stack = '' } = error as SourceError;
  expect(message).toBe(`The source could not be read: ${reason}`);
  expect(cause).toBeUndefined();
  expect(inspect(error, { depth: 9, showHidden: true })).not.toMatch(
    /ECONN|ENOTFOUND|EAI_|127\.0\.0\.1|socket|certificate|vendor-secret/i,
  );
  expect(stack).not.toContain('vendor-secret');
  return reason;
}

import { closedLoad, type LoadRequest, type Portal } from 'rig';

/** Somebody looks at a customer. */
export interface LookAt {
  readonly headers: Readonly<Record<string, string>>;
  readonly customer: number;
}

/**
 * CPU microseconds of single requests by kind, each place of the same look.
 * All kinds take their turn within milliseconds, each as often first as the
 * others: differences of tens of microseconds show, which between loads are
 * lost in what else the process and the machine do.
 *
 * @throws Error when any answer is not the expected one
 */
export async function oneByOne<K extends string>(options: {
  portal: Portal;
  kinds: Readonly<Record<K, (customer: number) => string>>;
  looks: readonly LookAt[];
  /** Sent before each look and not measured: what all kinds then find kept. */
  first: (customer: number) => string;
}): Promise<Readonly<Record<K, readonly number[]>>> {
  const { portal, looks, first } = options;
  const kinds = Object.entries(options.kinds) as Array<
    [K, (customer: number) => string]
  >;
  const requests = looks.flatMap(({ headers, customer }, look) => [
    measured('first', first(customer), headers),
    ...kinds.map((_, turn) => {
      const [kind, path] = kinds[(look + turn) % kinds.length];
      return measured(kind, path(customer), headers);
    }),
  ]);
  await portal.requestCosts();
  const { byError, byStatus } = await closedLoad({
    base: portal.url,
    // One more, at whose arrival the cost of the last is known.
    requests: [...requests, requests[0]],
    concurrency: 1,
  });
  if (byStatus[200] !== requests.length + 1) {
    throw new Error(JSON.stringify({ byStatus, byError }));
  }
  const costs = await portal.requestCosts();
  for (const [kind] of kinds) {
    if (costs[kind]?.length !== looks.length) {
      throw new Error(`Not all of ${kind} were measured.`);
    }
  }
  return costs as Readonly<Record<K, readonly number[]>>;
}

function measured(
  kind: string,
  path: string,
  headers: LookAt['headers'],
): LoadRequest {
  return { path, headers: { ...headers, 'x-measured': kind } };
}

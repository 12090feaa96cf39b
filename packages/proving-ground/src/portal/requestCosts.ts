import type { IncomingMessage } from 'node:http';
import { subscribe } from 'node:diagnostics_channel';

/** A request with it is measured, under what it says. */
const KIND = 'x-measured';

let costs = new Map<string, number[]>();
let under: string | undefined;
let usedBefore = 0;

/**
 * Begins to take down what each measured request costs: the CPU time of the
 * process, in microseconds, from its arrival to that of the next one. It holds
 * where they come one at a time; what they ask of this same process is part of
 * them.
 */
export function watchRequestCosts(): void {
  subscribe('http.server.request.start', message => {
    const { headers } = (message as { request: IncomingMessage }).request;
    const kind = headers[KIND];
    if (typeof kind !== 'string') {
      return;
    }
    const { user, system } = process.cpuUsage();
    const used = user + system;
    if (under !== undefined) {
      const known = costs.get(under) ?? [];
      costs.set(under, known);
      known.push(used - usedBefore);
    }
    under = kind;
    usedBefore = used;
  });
}

/** What was taken down, by kind and in its order, which is then forgotten. */
export function takeRequestCosts(): Record<string, number[]> {
  const taken = Object.fromEntries(costs);
  costs = new Map();
  under = undefined;
  return taken;
}

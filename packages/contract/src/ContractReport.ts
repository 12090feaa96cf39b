import type { Exchange } from './Exchange';
import { breakAnswer, breakRequest } from './mutate';
import type { VendorContract } from './vendors/VendorContract';

/** What the comparison with one vendor's description came to. */
export interface VendorReport {
  vendor: string;
  exchanges: number;
  /** Calls that the vendor describes. */
  operations: string[];
  /** Calls that the description lacks: compared with shapes by hand. */
  undescribed: string[];
  /** The vendor's own shapes that were compared. */
  shapes: string[];
  problems: string[];
  mutations: Mutations;
}

/**
 * A check that cannot fail is none: of each kind of call one request and one
 * answer are broken, and every one must be seen.
 */
export interface Mutations {
  tried: number;
  /** What was broken and not seen, one line each. */
  unseen: string[];
}

/** Compares all exchanges with a vendor, and then broken ones. */
export function compare(
  contract: VendorContract,
  all: readonly Exchange[],
): VendorReport {
  const exchanges = all.filter(
    ({ vendor, fault }) => vendor === contract.vendor && fault === undefined,
  );
  const operations = new Set<string>();
  const undescribed = new Set<string>();
  const shapes = new Set<string>();
  const problems = new Set<string>();
  const sound = new Map<string, Exchange>();
  for (const exchange of exchanges) {
    const verdict = contract.check(exchange);
    (verdict.described ? operations : undescribed).add(verdict.operation);
    verdict.shapes.forEach(shape => shapes.add(shape));
    for (const problem of verdict.problems) {
      problems.add(`${verdict.operation}: ${problem}`);
    }
    if (verdict.problems.length === 0) {
      sound.set(
        verdict.operation,
        richer(exchange, sound.get(verdict.operation)),
      );
    }
  }
  return {
    vendor: contract.vendor,
    exchanges: exchanges.length,
    operations: [...operations].sort(),
    undescribed: [...undescribed].sort(),
    shapes: [...shapes].sort(),
    problems: [...problems],
    mutations: mutate(contract, sound),
  };
}

/** An empty list has nothing in it that could be broken. */
function richer(one: Exchange, other: Exchange | undefined): Exchange {
  const weight = ({ response }: Exchange) =>
    JSON.stringify(response.body)?.length ?? 0;
  return other && weight(other) >= weight(one) ? other : one;
}

function mutate(
  contract: VendorContract,
  sound: ReadonlyMap<string, Exchange>,
): Mutations {
  const unseen: string[] = [];
  let tried = 0;
  for (const [operation, exchange] of sound) {
    for (const [what, broken] of [
      ['request', breakRequest(exchange)],
      ['answer', breakAnswer(exchange)],
    ] as const) {
      tried += 1;
      const { problems } = contract.check(broken);
      if (!problems.some(problem => problem.startsWith(what))) {
        unseen.push(`${operation}: a broken ${what}`);
      }
    }
  }
  return { tried, unseen };
}

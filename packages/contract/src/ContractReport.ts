import type { Exchange } from './Exchange';
import { breakAnswer, breakRequest } from './mutate';
import type { VendorContract } from './vendors/VendorContract';

/** What the comparison with one vendor's description came to. */
export interface VendorReport {
  vendor: string;
  operations: string[];
  shapes: string[];
  exchanges: number;
  problems: string[];
  /** Checks that were broken on purpose and seen, of all that were. */
  mutations: { seen: number; tried: number };
}

/** Compares all exchanges with a vendor, and then broken ones. */
export function compare(
  contract: VendorContract,
  all: readonly Exchange[],
): VendorReport {
  const exchanges = all.filter(({ vendor }) => vendor === contract.vendor);
  const operations = new Set<string>();
  const shapes = new Set<string>();
  const problems = new Set<string>();
  for (const exchange of exchanges) {
    const verdict = contract.check(exchange);
    operations.add(verdict.operation);
    verdict.shapes.forEach(shape => shapes.add(shape));
    for (const problem of verdict.problems) {
      problems.add(`${verdict.operation}: ${problem}`);
    }
  }
  return {
    vendor: contract.vendor,
    operations: [...operations].sort(),
    shapes: [...shapes].sort(),
    exchanges: exchanges.length,
    problems: [...problems],
    mutations: mutate(contract, exchanges),
  };
}

/**
 * A check that cannot fail is none: one request and one answer of each vendor
 * are broken, and both must be seen.
 */
function mutate(
  contract: VendorContract,
  exchanges: readonly Exchange[],
): VendorReport['mutations'] {
  const sound = exchanges.find(exchange => {
    const { problems, shapes } = contract.check(exchange);
    return (
      problems.length === 0 &&
      shapes.length > 1 &&
      JSON.stringify(exchange.response.body).includes('"id":')
    );
  });
  if (!sound) {
    return { seen: 0, tried: 2 };
  }
  const seen = [breakRequest(sound), breakAnswer(sound)].filter(
    broken => contract.check(broken).problems.length > 0,
  ).length;
  return { seen, tried: 2 };
}

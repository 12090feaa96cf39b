import type { CustomerLink } from './CustomerListing';

/** As many links as are told at once. */
const LINKS = 1_000;
/** The service takes no longer body than 100 kB. */
const BYTES = 64_000;

/** Parts that the service takes, each told by itself. Pure. */
export function linkBatches(
  links: readonly CustomerLink[],
): Array<readonly CustomerLink[]> {
  const batches: CustomerLink[][] = [];
  let bytes = Infinity;
  for (const link of links) {
    const its = Buffer.byteLength(JSON.stringify(link)) + 1;
    const batch = batches.at(-1);
    if (!batch || bytes + its > BYTES || batch.length === LINKS) {
      batches.push([link]);
      bytes = its;
    } else {
      batch.push(link);
      bytes += its;
    }
  }
  return batches;
}

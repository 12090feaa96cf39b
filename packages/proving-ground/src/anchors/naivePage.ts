import type { PortalOptions } from '../portal/PortalOptions';
import { RECORDED_FACETS, recordOf } from '../portal/recordOf';

/** The page as the usual plugin makes it: every source, on every load. */
export async function naivePage(
  { facetsPerSource, sources, vendorUrl }: PortalOptions,
  customer: string,
  parallel: boolean,
): Promise<object> {
  const account = customer.replace(/^c/, 'a');
  const reads = Array.from({ length: sources * facetsPerSource }, (_, at) => {
    const source = `s${Math.floor(at / facetsPerSource)}`;
    const facet = RECORDED_FACETS[at % RECORDED_FACETS.length];
    return async () => {
      const answer = await fetch(
        `${vendorUrl}/v1/${source}/accounts/${account}/${facet}`,
      );
      const { version } = (await answer.json()) as { version: number };
      return recordOf(facet, source, account, version);
    };
  });
  if (parallel) {
    return Promise.all(reads.map(read => read()));
  }
  const parts: object[] = [];
  for (const read of reads) {
    parts.push(await read());
  }
  return parts;
}

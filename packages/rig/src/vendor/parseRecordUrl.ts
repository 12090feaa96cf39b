import type { RecordAddress } from './VendorRecords.ts';

/** `/v1/{source}/accounts/{account}/{facet}?page=`; undefined for any other. */
export function parseRecordUrl(
  url: string,
): { address: RecordAddress; page: number } | undefined {
  const question = url.indexOf('?');
  const path = question < 0 ? url : url.slice(0, question);
  const parts = path.split('/');
  const [, v1, source, accounts, account, facet] = parts;
  if (
    parts.length !== 6 ||
    v1 !== 'v1' ||
    accounts !== 'accounts' ||
    !source ||
    !account ||
    !facet
  ) {
    return undefined;
  }
  const page = question < 0 ? 1 : pageOf(url.slice(question + 1));
  try {
    const address = {
      source: decodeURIComponent(source),
      account: decodeURIComponent(account),
      facet: decodeURIComponent(facet),
    };
    return page === undefined ? undefined : { address, page };
  } catch {
    return undefined;
  }
}

function pageOf(query: string): number | undefined {
  const page = Number(new URLSearchParams(query).get('page') ?? 1);
  return Number.isInteger(page) && page > 0 ? page : undefined;
}

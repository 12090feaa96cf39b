import {
  SourceError,
  toSourceError,
} from '@customer-360/backstage-plugin-customer-360-node';
import type { HubspotApi } from '../api/HubspotApi';

/** More companies than this on one record are no customer's. */
const MAX_COMPANIES = 200;
const MAX_PAGES = 4;

/**
 * The companies that a record hangs on. None where it is gone: HubSpot forgets
 * the associations of what was deleted.
 *
 * @throws SourceError when they could not be asked for
 * @internal
 */
export async function companiesBehind(
  api: HubspotApi,
  { type, id }: { readonly type: string; readonly id: string },
): Promise<readonly string[]> {
  const companies = new Set<string>();
  let after: string | undefined;
  try {
    for (let page = 0; page < MAX_PAGES; page++) {
      const { results, failed } = await api.associations(type, 'companies', [
        { id, ...(after !== undefined && { after }) },
      ]);
      if (failed > 0) {
        throw new SourceError('upstream');
      }
      for (const { toObjectId } of results.flatMap(({ to }) => to)) {
        companies.add(toObjectId);
      }
      const next = results[0]?.paging?.next?.after;
      if (next === undefined || next === after) {
        break;
      }
      after = next;
    }
  } catch (caught) {
    const error = toSourceError(caught);
    if (error.reason === 'not_found') {
      return [];
    }
    throw error;
  }
  return [...companies].slice(0, MAX_COMPANIES);
}

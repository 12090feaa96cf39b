import {
  linkedIds,
  type CustomerEntity,
} from '@customer-360/backstage-plugin-customer-360-common';
import { MAX_ACCOUNTS_PER_SOURCE, type CustomerLinks } from './LinkResolver';

/** An account of a customer, as far as reading it takes. */
export interface LinkedId {
  readonly source: string;
  readonly account: string;
}

/**
 * The ids of a customer: those written on the entity, then those that are kept
 * and in force. Pure.
 */
export function mergeLinks(
  entity: CustomerEntity,
  stored: readonly LinkedId[],
): CustomerLinks {
  const known = new Map<string, { ids: string[]; version: string }>();
  const of = (source: string) => {
    let links = known.get(source);
    if (!links) {
      const kept = stored.flatMap(link =>
        link.source === source ? [link.account] : [],
      );
      const ids = [...new Set([...linkedIds(entity, source), ...kept])];
      links = {
        ids: ids.slice(0, MAX_ACCOUNTS_PER_SOURCE),
        version: ids.join(','),
      };
      known.set(source, links);
    }
    return links;
  };
  return {
    ids: source => of(source).ids,
    version: source => of(source).version,
    key:
      stored.length === 0
        ? ''
        : JSON.stringify(
            stored.map(({ account, source }) => [source, account]),
          ),
  };
}

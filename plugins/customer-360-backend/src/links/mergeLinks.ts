import {
  CANDIDATE_RULES,
  linkedIds,
  type CandidateRule,
  type CustomerEntity,
  type LinkRule,
} from '@customer-360/backstage-plugin-customer-360-common';
import { MAX_ACCOUNTS_PER_SOURCE, type CustomerLinks } from './LinkResolver';

/** An account of a customer, as far as reading it takes. */
export interface LinkedId {
  readonly source: string;
  readonly account: string;
  readonly rule: LinkRule;
}

const WEAKEST_FIRST: readonly CandidateRule[] = [...CANDIDATE_RULES].reverse();

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
    foundBy: source => {
      const { ids } = of(source);
      const written = linkedIds(entity, source);
      const rules = stored
        .filter(
          link =>
            link.source === source &&
            ids.includes(link.account) &&
            !written.includes(link.account),
        )
        .map(({ rule }) => rule);
      return WEAKEST_FIRST.find(rule => rules.includes(rule));
    },
    key:
      stored.length === 0
        ? ''
        : JSON.stringify(
            stored.map(({ account, rule, source }) => [source, account, rule]),
          ),
  };
}

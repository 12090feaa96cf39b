import {
  linkConfidence,
  type AccountCandidate,
  type LinkObstacle,
} from '@customer-360/backstage-plugin-customer-360-common';
import type { LinkCandidate } from '@customer-360/backstage-plugin-customer-360-node';

/** What is known of the candidates of one customer at one source. */
export interface CandidateFacts {
  /** Accounts that another customer is linked to. */
  readonly elsewhere: ReadonlySet<string>;
  /** Accounts whose link to this customer somebody has undone. */
  readonly undone: ReadonlySet<string>;
  /** Whether another customer has the same domain. */
  readonly domainShared: boolean;
  readonly domain?: string;
}

/** Domains where everybody has an address: they say nothing of a company. */
const PUBLIC_DOMAINS: ReadonlySet<string> = new Set([
  'aol.com',
  'gmail.com',
  'gmx.de',
  'gmx.net',
  'googlemail.com',
  'hotmail.com',
  'icloud.com',
  'live.com',
  'mail.com',
  'me.com',
  'msn.com',
  'outlook.com',
  'proton.me',
  'protonmail.com',
  'qq.com',
  'web.de',
  'yahoo.com',
  'yandex.ru',
]);

/**
 * What becomes of the candidates: at most one has no obstacle and may be linked
 * by itself. Where the vendor's record names the customer, and only one does,
 * it is that one; else the only one that looks like the customer. Pure.
 */
export function judgeCandidates(
  found: readonly LinkCandidate[],
  facts: CandidateFacts,
): AccountCandidate[] {
  const named = found.filter(({ rule }) => linkConfidence(rule) === 'high');
  const chosen = named.length > 0 ? named : found;
  return found.map(candidate => {
    const { id, rule } = candidate;
    const obstacle = obstacleOf(
      candidate,
      chosen.length === 1 && chosen[0] === candidate,
      facts,
    );
    return { id, rule, ...(obstacle && { obstacle }) };
  });
}

function obstacleOf(
  { id, rule }: LinkCandidate,
  only: boolean,
  { domain, domainShared, elsewhere, undone }: CandidateFacts,
): LinkObstacle | undefined {
  if (undone.has(id)) {
    return 'undone';
  }
  if (elsewhere.has(id)) {
    return 'elsewhere';
  }
  if (!only) {
    return 'several';
  }
  if (linkConfidence(rule) === 'high') {
    return undefined;
  }
  if (domain !== undefined && PUBLIC_DOMAINS.has(domain)) {
    return 'public_domain';
  }
  return domainShared ? 'shared_domain' : undefined;
}

import type {
  AccessReason,
  GrantTier,
  TierGrant,
} from '@customer-360/backstage-plugin-customer-360-common';
import { formatInstantShort } from '../format/formatDate';
import type { accessMessages } from './messages';
import { listOf } from '../format/listOf';

type Words = typeof accessMessages.messages;

/** A label in words; one that a company added stands as it is. @internal */
export function labelText(label: string, m: Words): string {
  return Object.hasOwn(m.labels, label) ? m.labels[label] : label;
}

/**
 * "In full, of Billing, with contract terms in every section that is seen": the
 * sections say what is opened, not where a label counts.
 *
 * @internal
 */
export function givenText(
  given: Pick<TierGrant, 'labels' | 'sections'> & {
    tier: TierGrant['tier'] | GrantTier;
  },
  m: Words,
): string {
  const { labels, sections, tier } = given;
  const withLabels = sections ? m.withLabelsEverywhere : m.withLabels;
  return [
    m.tiers[tier],
    sections && m.of(listOf(sections.map(id => m.sections[id]))),
    labels.length > 0 &&
      withLabels(listOf(labels.map(label => labelText(label, m)))),
  ]
    .filter(Boolean)
    .join(', ');
}

/** "role csm, it is their own customer". @internal */
export function reasonText(reason: AccessReason, m: Words): string {
  if (reason.via === 'role') {
    return m.byRole(reason.role, m.asScopes[reason.scope]);
  }
  const until = formatInstantShort(reason.expiresAt);
  return reason.breakGlass ? m.byBreakGlass(until) : m.byGrant(until);
}

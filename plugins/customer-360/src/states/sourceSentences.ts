import type { FacetSourceView } from '@customer-360/backstage-plugin-customer-360-common';
import { formatClock } from '../format/formatDate';
import type { stateMessages } from './messages';

/** What is to be said about a source whose part is not whole and fresh. @internal */
export function sourceSentences(
  source: FacetSourceView,
  now: Date,
  m: typeof stateMessages.messages,
): string[] {
  const { title, state, reason } = source;
  const why = reason && m.sourceReason(title, m.reasons[reason]);
  switch (state) {
    case 'stale': {
      if (source.renewing && !why) {
        // Its age says enough for the moment that the newer one takes.
        return gapSentences(source, m);
      }
      const at = source.asOf ?? source.fetchedAt;
      return [
        why ?? m.noNewer(title),
        ...(at ? [m.staleShown(formatClock(at, now))] : []),
        ...gapSentences(source, m),
      ];
    }
    case 'unavailable':
      return [why ?? m.sourceReason(title, m.reasons.upstream), m.unavailable];
    case 'unlinked': {
      const candidates = source.candidates ?? [];
      return [
        m.unlinked(title),
        ...(source.renewing ? [m.lookingForAccount] : []),
        ...(why ? [why, m.notLookedForAccount] : []),
        ...(candidates.length > 0
          ? [m.candidates(candidates.length, candidates.join(', '))]
          : []),
      ];
    }
    case 'no_access':
      return [m.noAccess(title)];
    case 'partial':
      return [
        ...(source.missing?.length ? [] : [why ?? m.partialUnnamed(title)]),
        ...gapSentences(source, m),
      ];
    case 'ok':
    case 'empty':
      return gapSentences(source, m);
    default:
      return [];
  }
}

/** What lacks in what is shown, however old it is. */
function gapSentences(
  { title, missing, truncated }: FacetSourceView,
  m: typeof stateMessages.messages,
): string[] {
  return [
    ...(missing?.length ? [m.partial(title, missing.join(', '))] : []),
    ...(truncated ? [m.truncated(title)] : []),
  ];
}

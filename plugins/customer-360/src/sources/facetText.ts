import {
  facetDefinitions,
  isFacetId,
} from '@customer-360/backstage-plugin-customer-360-common';
import type { accessMessages } from '../access/messages';
import type { stateMessages } from '../states/messages';
import { listOf } from '../format/listOf';

/** "tickets and ratings"; one that a company added stands as it is. @internal */
export function facetsText(
  facets: readonly string[],
  { nouns }: Pick<typeof stateMessages.messages, 'nouns'>,
): string {
  return listOf(facets.map(id => (isFacetId(id) ? nouns[id] : id)));
}

/** "tickets and ratings (Support), contacts (Profile)". @internal */
export function facetsBySection(
  facets: readonly string[],
  words: Pick<typeof stateMessages.messages, 'nouns'>,
  { sections }: Pick<typeof accessMessages.messages, 'sections'>,
): string {
  const bySection = new Map<string, string[]>();
  for (const facet of facets) {
    const section = isFacetId(facet)
      ? sections[facetDefinitions[facet].section]
      : '';
    bySection.set(section, [...(bySection.get(section) ?? []), facet]);
  }
  return [...bySection]
    .map(([section, ofSection]) =>
      section
        ? `${facetsText(ofSection, words)} (${section})`
        : facetsText(ofSection, words),
    )
    .join(', ');
}

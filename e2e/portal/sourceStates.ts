import type { ShownSource, ShownView } from './ShownView.ts';

/** One source's part in one facet, as the page is told of it. */
export interface SourcePart {
  readonly facet: string;
  readonly source: ShownSource;
}

/** All parts of all facets of a view. */
export function sourceParts(view: ShownView): SourcePart[] {
  return Object.values(view.sections).flatMap(section =>
    Object.entries(section.facets).flatMap(([facet, { sources }]) =>
      sources.map(source => ({ facet, source })),
    ),
  );
}

/** Read now and right: nothing, some of it, or all of it. */
export function isRead({ source }: SourcePart): boolean {
  return ['ok', 'empty', 'partial'].includes(source.state);
}

/** `invoices at stripe: unavailable (timeout)`, for a failed test's message. */
export function describeParts(parts: readonly SourcePart[]): string {
  return parts
    .map(
      ({ facet, source }) =>
        `${facet} at ${source.id}: ${source.state}${
          source.reason ? ` (${source.reason})` : ''
        }`,
    )
    .join(', ');
}

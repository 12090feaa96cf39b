import {
  SECTIONS,
  type FacetDefinition,
  type LedgerUsage,
  type SectionId,
  type SectionUsage,
} from '@customer-360/backstage-plugin-customer-360-common';
import { LOOKS, type Look } from '../LedgerStore';

/** Rows of the ledger that are alike in all that is counted. */
export interface AlikeRows {
  readonly kind: string;
  readonly outcome: string;
  /** As they stand in the row: JSON. */
  readonly facets: string;
  readonly detail: string | null;
  readonly rows: number;
}

/** In which section a facet is. */
export type FacetPlace = Pick<FacetDefinition, 'id' | 'section'>;

type Counts = Pick<SectionUsage, 'shown' | 'opened' | 'denied'>;

const PAGES: ReadonlySet<string> = new Set(['view', 'stream']);

/** What the words of a `LedgerUsage` mean, row by row. No I/O. */
export class UsageTally {
  readonly #sectionOf: ReadonlyMap<string, SectionId>;
  readonly #sections = new Map<SectionId, Record<keyof Counts, number>>();
  readonly #pages: Record<Look, number> = {
    opened: 0,
    refreshed: 0,
    pushed: 0,
  };
  #denied = 0;

  /** @param definitions - of all facets that there is anything to see of */
  constructor(definitions: readonly FacetPlace[]) {
    this.#sectionOf = new Map(
      definitions.map(({ id, section }) => [id, section]),
    );
    const filled = new Set(this.#sectionOf.values());
    for (const section of SECTIONS.filter(it => filled.has(it))) {
      this.#sections.set(section, { shown: 0, opened: 0, denied: 0 });
    }
  }

  add({ detail, facets, kind, outcome, rows }: AlikeRows): void {
    const page = PAGES.has(kind) && outcome === 'shown';
    const words: Record<string, string> =
      detail === null ? {} : JSON.parse(detail);
    if (outcome === 'denied') {
      this.#denied += rows;
    }
    if (page) {
      const look = LOOKS.find(it => it === words.look) ?? 'opened';
      this.#pages[look] += rows;
    }
    const into =
      outcome === 'shown' &&
      (kind === 'facet' || (kind === 'refresh' && words.asked === 'named'));
    for (const [section, levels] of this.#levelsIn(facets)) {
      const counts = this.#sections.get(section)!;
      const visible = [...levels].some(level => level !== 'none');
      counts.shown += page && visible ? rows : 0;
      counts.opened += into && visible ? rows : 0;
      counts.denied += levels.has('none') ? rows : 0;
    }
  }

  /** All but people and customers, who are different ones and not rows. */
  total(): Omit<LedgerUsage, 'from' | 'to' | 'people' | 'customers'> {
    const sections = [...this.#sections].map(([section, counts]) => ({
      section,
      ...counts,
    }));
    return {
      pages: { ...this.#pages },
      sections,
      neverOpened: sections
        .filter(({ opened }) => opened === 0)
        .map(({ section }) => section),
      denied: this.#denied,
    };
  }

  /** Facets that are gone by now belong to no section. */
  #levelsIn(facets: string): Map<SectionId, Set<string>> {
    const levels = new Map<SectionId, Set<string>>();
    const entries: Record<string, string> = JSON.parse(facets);
    for (const [facet, level] of Object.entries(entries)) {
      const section = this.#sectionOf.get(facet);
      if (section !== undefined) {
        levels.set(section, (levels.get(section) ?? new Set()).add(level));
      }
    }
    return levels;
  }
}

import {
  facetDefinitions,
  isFacetId,
  LEDGER_RECORD_KINDS,
  SECTIONS,
  type FacetId,
  type LedgerRecord,
  type LedgerRecordKind,
  type SectionId,
} from '@customer-360/backstage-plugin-customer-360-common';
import type { accessMessages } from '../access/messages';
import type { stateMessages } from '../states/messages';
import type { ledgerMessages } from './messages';
import { listOf } from '../format/listOf';

type Words = typeof ledgerMessages.messages;
type Nouns = Record<FacetId, string>;

/** More than these are counted and not named. */
const NAMED = 2;

/** What was done, in words: never the name that the service has for it. @internal */
export function whatText(record: LedgerRecord, m: Words, nouns: Nouns): string {
  const kind = LEDGER_RECORD_KINDS.find(known => known === record.kind);
  const what = kind
    ? finerText(kind, record, m, nouns) ?? m.kinds[kind]
    : m.unknownKind;
  return wasRefused(record) ? m.tried(what) : what;
}

/** Undefined where the row tells no more than its kind. */
function finerText(
  kind: LedgerRecordKind,
  record: LedgerRecord,
  m: Words,
  nouns: Nouns,
): string | undefined {
  const { detail = {}, facets } = record;
  if (detail.limit === 'reads') {
    return m.tooMany;
  }
  const names = Object.keys(facets).filter(isFacetId);
  const parts = names.length > 0 && listOf(names.map(id => nouns[id]));
  switch (kind) {
    case 'view':
    case 'stream':
      return wordOf(m.looks, detail.look);
    case 'facet':
      return parts ? m.opened(parts) : undefined;
    case 'refresh':
      return parts && detail.asked !== 'page' && names.length <= NAMED
        ? m.readAgain(parts)
        : undefined;
    case 'lookup':
      return wordOf(m.lookups, detail.by);
    case 'access':
      return wordOf(m.accesses, detail.asked);
    case 'grant':
      return wordOf(m.grantSteps, detail.step);
    case 'grant_list':
      return wordOf(m.grantLists, detail.view);
    case 'link':
      return wordOf(m.linkSteps, detail.step);
    case 'ledger_alarm':
      return detail.state === 'whole' ? m.ledgerWhole : undefined;
    case 'alarm':
      return alarmText(detail, m);
    default:
      return undefined;
  }
}

function alarmText(
  { count, detector, within }: Readonly<Record<string, string>>,
  m: Words,
): string | undefined {
  if (detector === 'bulk_viewing') {
    return m.bulkViewing(count, within);
  }
  return detector === 'repeated_denials'
    ? m.repeatedDenials(count, within)
    : undefined;
}

function wordOf(
  words: Readonly<Record<string, string>>,
  key: string | undefined,
): string | undefined {
  return key !== undefined && Object.hasOwn(words, key)
    ? words[key]
    : undefined;
}

const ACTIONS: readonly string[] = [
  'refresh',
  'grant',
  'break_glass',
  'link',
] satisfies LedgerRecordKind[];

/**
 * Whether nothing came of it: it was refused as a whole, or an answer was given
 * in which all that was asked for is withheld.
 *
 * @internal
 */
export function wasRefused({ facets, kind, outcome }: LedgerRecord): boolean {
  const levels = Object.values(facets);
  return (
    outcome === 'denied' ||
    (kind === 'facet' &&
      levels.length > 0 &&
      levels.every(level => level === 'none'))
  );
}

/** How it ended, in a word. @internal */
export function outcomeText(record: LedgerRecord, m: Words): string {
  const { kind, outcome } = record;
  if (wasRefused(record)) {
    return m.denied;
  }
  switch (outcome) {
    case 'shown':
      return ACTIONS.includes(kind) ? m.done : m.shown;
    default:
      return m.noted;
  }
}

/** Why a row should catch the eye. @internal */
export type Mark = 'alarm' | 'emergency' | 'preview';

/** @internal */
export function marksOf({ actingAs, detail, kind }: LedgerRecord): Mark[] {
  const alarm =
    kind === 'alarm' || (kind === 'ledger_alarm' && detail?.state !== 'whole');
  return [
    alarm ? ('alarm' as const) : [],
    kind === 'break_glass' ? ('emergency' as const) : [],
    actingAs !== undefined ? ('preview' as const) : [],
  ].flat();
}

/**
 * In which sections something was shown, and in which something was withheld; a
 * section may be both.
 *
 * @internal
 */
export function sectionsOf({ facets }: Pick<LedgerRecord, 'facets'>): {
  shown: SectionId[];
  denied: SectionId[];
} {
  const within = (wanted: (level: string) => boolean) => {
    const found = new Set(
      Object.entries(facets)
        .filter(([id, level]) => isFacetId(id) && wanted(level))
        .map(([id]) => facetDefinitions[id as FacetId].section),
    );
    return SECTIONS.filter(id => found.has(id));
  };
  return {
    shown: within(level => level !== 'none'),
    denied: within(level => level === 'none'),
  };
}

/** "Billing and Usage", "7 sections"; undefined of none. @internal */
export function sectionsText(
  sections: readonly SectionId[],
  m: Words,
  access: Pick<typeof accessMessages.messages, 'sections'>,
): string | undefined {
  if (sections.length === 0) {
    return undefined;
  }
  return sections.length <= NAMED
    ? listOf(sections.map(id => access.sections[id]))
    : m.sections(sections.length);
}

/** Parts of the page at one level, in words. @internal */
export function facetsAt(
  { facets }: Pick<LedgerRecord, 'facets'>,
  level: string,
  { nouns }: Pick<typeof stateMessages.messages, 'nouns'>,
): string | undefined {
  const ids = Object.keys(facets).filter(id => facets[id] === level);
  return ids.length > 0
    ? listOf(ids.map(id => (isFacetId(id) ? nouns[id] : id)))
    : undefined;
}

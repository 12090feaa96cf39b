import type {
  DeniedFacetView,
  FacetDefinition,
  FacetSourceView,
  FacetState,
  Label,
  LabelKeeper,
} from '@customer-360/backstage-plugin-customer-360-common';
import type { FacetAccess } from '../access/AccessShape';
import type { SourceReading } from '../facets/readings';
import { capRecords } from './capRecords';
import { combineStates } from './combineStates';
import { sourceView } from './sourceView';

/** A facet's view before its data type is known by its id. */
export type AnyFacetView =
  | {
      level: 'full';
      state: FacetState;
      data?: unknown;
      summary?: unknown;
      redacted?: Label[];
      keepers?: LabelKeeper[];
      sources: FacetSourceView[];
    }
  | {
      level: 'summary';
      state: FacetState;
      summary?: unknown;
      label?: Label;
      whoMaySee?: string;
      sources: FacetSourceView[];
    }
  | DeniedFacetView;

/**
 * One facet as one person may see it. Takes out first, computes afterwards:
 * nothing in the result comes from what was taken out.
 */
export function composeFacetView(options: {
  definition: FacetDefinition;
  access: FacetAccess;
  /** True for the label; labels of this customer. */
  has: (label: string) => boolean;
  /** Undefined where no source fills the facet. */
  readings: readonly SourceReading[] | undefined;
  now: Date;
}): AnyFacetView {
  const { definition, access, readings, now } = options;
  if (access.level === 'none') {
    return {
      level: 'none',
      state: 'denied',
      // A company's own labels are words of its config.
      ...(access.label !== undefined && { label: access.label as Label }),
      whoMaySee: access.whoMaySee,
      sources: [],
    };
  }
  if (readings === undefined) {
    return { level: access.level, state: 'unconfigured', sources: [] };
  }
  const sources = readings.map(reading => sourceView(definition, reading));
  const visible = visibleData(definition, readings, options.has);
  const state = visible
    ? readState(definition, visible.data, sources)
    : combineStates(sources.map(source => source.state));
  const summary =
    visible && definition.summarize && definition.summarize(visible.data, now);
  if (access.level === 'summary') {
    return {
      level: 'summary',
      state,
      ...(summary !== undefined && { summary }),
      ...(access.lowered !== undefined && {
        label: access.lowered as Label,
        ...(access.whoMaySee !== undefined && { whoMaySee: access.whoMaySee }),
      }),
      sources: sources.map(withoutDetails),
    };
  }
  const shown = visible && capRecords(visible.data);
  return {
    level: 'full',
    state,
    ...(shown && { data: shown.data }),
    ...(summary !== undefined && { summary }),
    ...(visible && leftOut(visible.redacted, access.keepers)),
    sources: shown?.capped
      ? sources.map(source => ({ ...source, truncated: true }))
      : sources,
  };
}

/**
 * The keepers of labels that did take something out, and no others: of what
 * hides nothing here nobody is told.
 */
function leftOut(
  redacted: Label[],
  known: Readonly<Record<string, string>> = {},
): { redacted?: Label[]; keepers?: LabelKeeper[] } {
  if (redacted.length === 0) {
    return {};
  }
  const keepers = redacted
    .filter(label => Object.hasOwn(known, label))
    .map(label => ({ label, whoMaySee: known[label] }));
  return { redacted, ...(keepers.length > 0 && { keepers }) };
}

function visibleData(
  definition: FacetDefinition,
  readings: readonly SourceReading[],
  has: (label: string) => boolean,
): { data: unknown; redacted: Label[] } | undefined {
  const parts = readings.flatMap(({ source, accounts }) =>
    accounts.flatMap(account =>
      account.kind === 'read'
        ? [
            {
              source: source.id,
              account: account.account,
              data: account.reading.data,
            },
          ]
        : [],
    ),
  );
  if (parts.length === 0) {
    return undefined;
  }
  const redactions = parts.map(part => ({
    part,
    redaction: definition.redact?.(part.data, has) ?? {
      data: part.data,
      redacted: [],
    },
  }));
  return {
    data: definition.merge(
      redactions.map(({ part, redaction }) => ({
        ...part,
        data: redaction.data,
      })),
    ),
    redacted: [
      ...new Set(redactions.flatMap(({ redaction }) => redaction.redacted)),
    ].sort(),
  };
}

/** Two half-empty sources may make a whole, and the merge may say so. */
function readState(
  definition: FacetDefinition,
  data: unknown,
  sources: readonly FacetSourceView[],
): FacetState {
  const state = combineStates(sources.map(source => source.state));
  return state === 'ok' && definition.isEmpty(data) ? 'empty' : state;
}

/** What the summary tier is told of a source: that it is there and how old. */
function withoutDetails({
  missing: _missing,
  candidates: _candidates,
  ...source
}: FacetSourceView): FacetSourceView {
  return source;
}

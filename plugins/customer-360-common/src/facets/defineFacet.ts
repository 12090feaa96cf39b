import { z } from 'zod';
import type { Label } from '../access/labels';
import type { SectionId } from './sections';

/** What one source (or one of several linked accounts there) said. @public */
export interface FacetPart<TData> {
  source: string;
  account: string;
  data: TData;
}

/**
 * The data of a facet without what the reader has no label for.
 *
 * @public
 */
export interface Redaction<TData> {
  data: TData;
  /** Labels of what was taken out; empty when nothing was. */
  redacted: Label[];
}

/** When a value is fresh, and for how long after that it still beats nothing. @public */
export interface FacetTimes {
  freshMs: number;
  usableMs: number;
}

/**
 * The smallest thing that is read, cached, authorised, timestamped and
 * invalidated as one.
 *
 * @public
 */
export interface FacetDefinition<
  TId extends string = string,
  TData = unknown,
  TSummary = unknown,
> {
  readonly id: TId;
  readonly section: SectionId;
  /** Label that the whole facet needs on top of the tier. */
  readonly label?: Label;
  readonly schema: z.ZodType<TData>;
  readonly times: FacetTimes;
  /**
   * All that the summary tier may see, or undefined where that is nothing.
   * Pure: `now` decides what is overdue or past.
   */
  readonly summarize?: (data: TData, now: Date) => TSummary;
  /** Takes out the fields and records whose label the reader lacks. */
  readonly redact?: (
    data: TData,
    has: (label: Label) => boolean,
  ) => Redaction<TData>;
  /** One answer from several sources or several linked accounts. */
  readonly merge: (parts: ReadonlyArray<FacetPart<TData>>) => TData;
  /** True when the source answered and there is nothing to show. */
  readonly isEmpty: (data: TData) => boolean;
}

/** @public */
export function defineFacet<TId extends string, TData, TSummary>(
  definition: FacetDefinition<TId, TData, TSummary>,
): FacetDefinition<TId, TData, TSummary> {
  return definition;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The default times, named by how soon they are due. @public */
export const TIMES = {
  minute: { freshMs: MINUTE, usableMs: DAY },
  minutes: { freshMs: 5 * MINUTE, usableMs: DAY },
  quarter: { freshMs: 15 * MINUTE, usableMs: DAY },
  hour: { freshMs: HOUR, usableMs: 7 * DAY },
} satisfies Record<string, FacetTimes>;

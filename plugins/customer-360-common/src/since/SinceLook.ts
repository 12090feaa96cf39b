import type { FacetId } from '../facets/facetDefinitions';
import type { AnswerId } from '../view/answers';

/**
 * Figures that are compared with what they were when somebody last looked.
 *
 * @public
 */
export const LOOKED_FIGURES = [
  'mrr',
  'overdue',
  'contractEnd',
  'notice',
  'weeklyActive',
  'seats',
  'health',
  'nps',
  'openTickets',
  'urgentTickets',
] as const;

/** @public */
export type LookedFigure = (typeof LOOKED_FIGURES)[number];

/** A figure then and now. @public */
export interface LookedChange {
  figure: LookedFigure;
  /** In which of the six answers it stands. */
  answer: AnswerId;
  facet: FacetId;
  /** ISO 4217 of `mrr` and `overdue`, whose amounts are in its minor units. */
  currency?: string;
  /** A number; of `contractEnd` and `notice` a day. Absent where there was none. */
  before?: number | string;
  /** The same of now. */
  after?: number | string;
}

/**
 * What has changed of a customer since one last looked, from what was observed.
 *
 * @public
 */
export interface SinceLook {
  /** When one last looked. ISO 8601 UTC; absent for whom one never opened. */
  lookedAt?: string;
  changes: LookedChange[];
}

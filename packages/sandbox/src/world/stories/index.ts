import { BRIGHTWATER_FAMILY, BRIGHTWATER_LOGISTICS } from './brightwater.ts';
import { CORNERS, MORE_CORNERS } from './corners.ts';
import type { HandWritten } from './HandWritten.ts';
import { PORTFOLIO } from './portfolio.ts';

/** The hand-written companies by index; the family refers to each other by it. */
export const STORIES: readonly HandWritten[] = [
  BRIGHTWATER_LOGISTICS,
  ...PORTFOLIO,
  ...CORNERS,
  ...BRIGHTWATER_FAMILY,
  ...MORE_CORNERS,
];

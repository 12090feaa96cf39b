import type { Random } from '../random.ts';
import type { Lifecycle, Segment, Story } from '../types.ts';

export interface Frame {
  readonly random: Random;
  readonly segment: Segment;
  readonly story: Story;
  readonly lifecycle: Lifecycle;
  readonly currency: string;
  readonly createdDaysAgo: number;
  readonly seats: number;
}

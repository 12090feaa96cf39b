import type { UsageBlueprint } from '../Blueprint.ts';
import { FEATURES, productOf } from '../products.ts';
import type { Random } from '../random.ts';
import type { Story } from '../types.ts';
import type { Frame } from './Frame.ts';
import { PLAN_OF } from './planOf.ts';

export function drawUsage(frame: Frame, isProspect: boolean): UsageBlueprint {
  const { random, story, seats, segment } = frame;
  const plan = productOf(PLAN_OF[segment]).name;
  if (isProspect) {
    return {
      plan: 'none',
      seats: 0,
      users: 0,
      weeklyActive: 0,
      weeklyActive30DaysAgo: 0,
      monthlyActive: 0,
      monthlyActive30DaysAgo: 0,
      adopted: 0,
      activated: false,
    };
  }
  const growth = {
    growing: 1.1 + random.next() * 0.2,
    shrinking: 0.7 + random.next() * 0.15,
    dormant: 0.4,
  };
  const share = 0.45 + random.next() * 0.45;
  const weekly = Math.max(1, Math.round(seats * share));
  const factor =
    growth[story as keyof typeof growth] ?? 0.95 + random.next() * 0.1;
  const before = Math.min(seats, Math.max(1, Math.round(weekly / factor)));
  const monthlyActive = Math.min(seats, Math.round(weekly * 1.12));
  return {
    plan,
    seats,
    users: Math.max(monthlyActive, Math.round(seats * 0.96)),
    weeklyActive: weekly,
    weeklyActive30DaysAgo: before,
    monthlyActive,
    monthlyActive30DaysAgo: Math.min(seats, Math.round(before * 1.12)),
    silentDays: silence(story, random),
    adopted: random.int(story === 'new' ? 1 : 3, FEATURES.length),
    activated: story !== 'trial' || random.chance(0.6),
  };
}

function silence(story: Story, random: Random): number {
  if (story === 'churned') return random.int(20, 80);
  if (story === 'dormant') return random.int(15, 45);
  return random.chance(0.1) ? random.int(1, 4) : 0;
}

import type { ContractBlueprint } from '../Blueprint.ts';
import type { Frame } from './Frame.ts';

export function drawContract(
  frame: Frame,
  monthly: number,
): ContractBlueprint | undefined {
  const { random, segment, story, createdDaysAgo, lifecycle } = frame;
  if (lifecycle === 'prospect' || story === 'trial') return undefined;
  if (segment === 'smb' && random.chance(0.5)) return undefined;
  const noticeDays = random.pick([30, 30, 60, 90]);
  const endsInDays =
    story === 'renewing-soon' ? random.int(6, 30) : random.int(40, 360);
  const annualValue = Math.round(
    monthly *
      12 *
      (story === 'contradiction' ? random.pick([0.9, 1.08, 1.15]) : 1),
  );
  const ended = story === 'churned';
  return {
    startedDaysAgo: ended ? createdDaysAgo : 365 - endsInDays,
    endsInDays: ended ? -20 : endsInDays,
    noticeDays,
    autoRenews: !ended && random.chance(0.8),
    annualValue,
    termMonths: 12,
  };
}

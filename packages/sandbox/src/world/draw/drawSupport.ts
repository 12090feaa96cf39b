import type { OpenTicketBlueprint, SupportBlueprint } from '../Blueprint.ts';
import type { Frame } from './Frame.ts';

const SUBJECTS = [
  'Webhook retries',
  'Report shows the wrong depot',
  'Cannot sign in after rename',
  'Driver app loses position',
  'Totals differ between two reports',
  'Invite stuck as pending',
  'Export stops half way',
  'Question about API limits',
];

export function drawSupport(
  frame: Frame,
  isProspect: boolean,
): SupportBlueprint {
  const { random, story, segment } = frame;
  if (isProspect) {
    return {
      open: [],
      closed: 0,
      ratings: { good: 0, bad: 0 },
      feedback: 0,
      incidents: 0,
      privateTickets: 0,
    };
  }
  const open: OpenTicketBlueprint[] = [];
  if (story === 'escalated') {
    open.push({
      subject: 'Positions are hours late',
      ageHours: random.int(3, 14) * 24,
      priority: 'urgent',
      status: 'open',
      type: 'problem',
      escalatedHoursAgo: random.int(10, 60),
      slaBreachedHoursAgo: random.int(5, 40),
    });
  }
  for (
    let count = random.int(0, segment === 'enterprise' ? 4 : 2);
    count > 0;
    count--
  ) {
    open.push({
      subject: random.pick(SUBJECTS),
      ageHours: random.int(3, 240),
      priority: random.pick(['high', 'normal', 'normal', 'low', null] as const),
      status: random.pick(['new', 'open', 'pending', 'hold'] as const),
      type: random.pick(['problem', 'question', 'incident'] as const),
    });
  }
  const closed = {
    enterprise: random.int(15, 70),
    'mid-market': random.int(5, 30),
    smb: random.int(0, 12),
  }[segment];
  const rated = Math.floor(closed * 0.3);
  const bad = Math.floor(rated * random.next() * 0.4);
  return {
    open,
    closed,
    ratings: { good: rated - bad, bad },
    feedback: random.int(0, 3),
    incidents: story === 'escalated' ? 2 : 0,
    privateTickets: random.chance(0.1) ? 1 : 0,
  };
}

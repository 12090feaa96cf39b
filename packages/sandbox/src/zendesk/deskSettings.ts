/** A group of agents. @internal */
export interface DeskGroup {
  readonly id: number;
  readonly name: string;
  readonly description: string;
  /** A private group's tickets are seen by its members and admins alone. */
  readonly isPublic: boolean;
}

/** @internal */
export const supportGroup: DeskGroup = {
  id: 360_000_010_101,
  name: 'Support',
  description: 'First and second line',
  isPublic: true,
};

/** @internal */
export const privateGroup: DeskGroup = {
  id: 360_000_010_102,
  name: 'Legal and security',
  description: 'Sees what others must not',
  isPublic: false,
};

/** @internal */
export const deskGroups: readonly DeskGroup[] = [supportGroup, privateGroup];

/** A status as the account words it; `category` is what `status` says. @internal */
export interface DeskStatus {
  readonly id: number;
  readonly category: 'new' | 'open' | 'pending' | 'hold' | 'solved';
  readonly agentLabel: string;
  readonly endUserLabel: string;
  readonly isDefault: boolean;
}

/** @internal */
export const escalatedStatus: DeskStatus = {
  id: 1_900_000_206,
  category: 'open',
  agentLabel: 'With engineering',
  endUserLabel: 'In progress',
  isDefault: false,
};

/** @internal */
export const deskStatuses: readonly DeskStatus[] = [
  status(1_900_000_201, 'new', 'New', 'Received'),
  status(1_900_000_202, 'open', 'Open', 'In progress'),
  status(1_900_000_203, 'pending', 'Pending', 'Awaiting your reply'),
  status(1_900_000_204, 'hold', 'On-hold', 'In progress'),
  status(1_900_000_205, 'solved', 'Solved', 'Solved'),
  escalatedStatus,
];

function status(
  id: number,
  category: DeskStatus['category'],
  agentLabel: string,
  endUserLabel: string,
): DeskStatus {
  return { id, category, agentLabel, endUserLabel, isDefault: true };
}

/** The account's own ticket field for how bad it is. @internal */
export const severityField = {
  id: 360_000_030_011,
  title: 'Severity',
  values: {
    urgent: 'sev1',
    high: 'sev2',
    normal: 'sev3',
    low: 'sev4',
  },
} as const;

/** How long a first reply may take, by priority, in minutes. @internal */
export const firstReplyTargets = {
  urgent: 60,
  high: 240,
  normal: 480,
  low: 1_440,
} as const;

import type {
  GrantState,
  Scope,
  SectionId,
  Tier,
} from '@customer-360/backstage-plugin-customer-360-common';
import { createMessages } from '../messages/MessageRoom';

const sections: Record<SectionId, string> = {
  profile: 'Profile',
  billing: 'Billing',
  contract: 'Contract',
  usage: 'Usage',
  relationship: 'Relationship',
  support: 'Support',
  upcoming: 'Upcoming',
  finance: 'Finance',
  marketing: 'Marketing',
  metrics: 'Metrics',
};

const tiers: Record<Tier, string> = {
  summary: 'Summary',
  full: 'In full',
  'read-write': 'In full, with actions',
  admin: 'In full, to administer',
};

const labels: Record<string, string> = {
  contract: 'contract terms',
  sales: 'sales talks',
  notes: 'notes by our staff',
  revenue: 'recognised revenue',
  compensation: 'compensation',
};

const scopes: Record<Scope, string> = {
  own: 'their own customers',
  team: 'customers of a team they lead',
  others: 'all other customers',
};

const asScopes: Record<Scope, string> = {
  own: 'it is their own customer',
  team: 'they lead the team of it',
  others: 'as any customer',
};

const states: Record<GrantState, string> = {
  requested: 'Asked for',
  live: 'Live',
  refused: 'Refused',
  revoked: 'Ended',
  expired: 'Over',
};

const levels = { full: 'All', summary: 'Summary', none: 'Nothing' };

const minutes = (n: number) => `${n} minutes`;

/** @internal */
export const accessMessages = createMessages('access', {
  sections,
  tiers,
  labels,
  scopes,
  asScopes,
  states,
  levels,

  ask: 'Ask for access',
  askTitle: 'Ask for access',
  askIntro:
    'Somebody who manages access decides, and you are told through the portal’s notifications. What you ask for is on the record.',
  askScope: 'For',
  askCustomer: (title: string) => `${title} alone`,
  askSegment: (segment: string) => `all customers of the segment ${segment}`,
  askWhich: 'Customer',
  askWhichHelp: 'The link to its page, or its ref: customer:default/…',
  askSections: 'Sections',
  askAllSections: 'All sections',
  askTier: 'How much',
  askLabels: 'And what is restricted, in every section that you see',
  askNoLabels: 'You hold every label for this customer.',
  askUntil: 'Until the end of',
  askMinutes: 'How long',
  askMinutesOf: minutes,
  askReason: 'Reason',
  askReasonHelp: (least: number) =>
    `At least ${least} letters. Whoever decides reads it, and it stays on the record.`,
  askEmergency: 'It is an emergency: open it now, for an hour at most',
  askEmergencyNote:
    'Whoever owns this customer is told at once, or if nobody does, those who manage access. People who own it read your reason. It stands out on the record.',
  askSend: 'Ask',
  askOpen: 'Open now',
  askCancel: 'Cancel',
  askSent: 'Asked. You are told when somebody has decided.',
  askOpened: 'Opened. It takes effect within five seconds.',
  askNotKnown: 'What you may ask for cannot be read just now.',
  askLoading: 'Looking up what you see.',

  tabTitle: 'Access',
  own: 'What you see here, and why',
  ownCaption: 'Parts of this page and how much you see of each',
  section: 'Section',
  part: 'Part',
  level: 'You see',
  why: 'Why',
  held: (list: string) => `Labels that you hold here: ${list}.`,
  heldNone: 'You hold no label here.',
  because: (list: string) => `You see it by ${list}.`,
  foreignPolicy:
    'This portal’s own policy decides, and gives no reasons. Ask whoever owns the account.',

  people: 'Who sees this customer',
  peopleCaption: 'People who see this customer, how much and why',
  person: 'Person',
  much: 'How much',
  by: 'By',
  byRole: (role: string, scope: string) => `role ${role}, ${scope}`,
  byGrant: (until: string) => `an exception until ${until}`,
  byBreakGlass: (until: string) => `an emergency until ${until}`,
  peopleMore: 'There are more people than are listed here.',
  peopleNone: 'Nobody sees it by a role or an exception.',
  rolesUnknown:
    'This portal’s policy is not one of roles: only exceptions are known.',
  allSections: 'all sections',
  withLabels: (list: string) => `with ${list}`,
  withLabelsEverywhere: (list: string) =>
    `with ${list} in every section that is seen`,
  of: (list: string) => `of ${list}`,
  revoke: 'End it',
  revoked: 'Ended. It counts for nothing within five seconds.',

  preview: 'Look through the eyes of a role',
  previewIntro:
    'You see what the role and you yourself both may see; never more than you see now. It is recorded as a preview.',
  previewRole: 'Role',
  previewScope: 'To which this customer is',
  previewScopes: {
    own: 'their own',
    team: 'their team’s',
    others: 'somebody else’s',
  } as Record<Scope, string>,
  previewGo: 'Preview',
  previewNone: 'No role is known here.',
  previewBanner: (role: string, scope: string) =>
    `Preview as ${role}, to whom this customer is ${scope}. You see what both of you may see, and it is recorded as a preview.`,
  previewEnd: 'End the preview',

  errors: {
    denied:
      'You may not do this: nobody decides about their own request, or gives more than they hold themselves.',
    invalid:
      'The service does not take this. Check the reason and the time; a shorter one may do.',
    conflict:
      'It was decided already, or too many of your requests are open. Load the page again to see how it stands.',
  } as Record<string, string>,
});

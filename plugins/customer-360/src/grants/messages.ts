import { createMessages } from '../messages/MessageRoom';

/** @internal */
export const grantsMessages = createMessages('grants', {
  managed: 'To decide about',
  mine: 'What you asked for',
  managedCaption: 'Requests and exceptions of others, the newest first',
  mineCaption: 'Your requests and exceptions, the newest first',
  person: 'Who',
  scope: 'For',
  what: 'What',
  reason: 'Why',
  until: 'Until',
  state: 'State',
  actions: 'Decide',
  segment: (segment: string) => `segment ${segment}`,
  breakGlass: 'Emergency',
  decidedBy: (name: string) => `by ${name}`,
  note: (note: string) => `“${note}”`,
  noneManaged: 'Nobody has asked for anything that you may decide about.',
  noneMine:
    'You have asked for nothing. Where something is restricted on a customer’s page you can ask for it there, and here for a customer that you do not see.',
  askForAny: 'Ask for a customer',
  approve: 'Approve',
  refuse: 'Refuse',
  end: 'End it',
  takeBack: 'Take back',
  ended: 'Ended. It counts for nothing within five seconds.',
  approveTitle: (who: string) => `Give ${who} this access?`,
  refuseTitle: (who: string) => `Refuse ${who} this access?`,
  labelsCount:
    'What is restricted is then open in every section that they see there, by whatever way they see it.',
  noteLabel: 'A word to them',
  noteHelp: 'They read it. It is kept with the request.',
  cancel: 'Cancel',
  approved: 'Given. It takes effect within five seconds, and they are told.',
  refused: 'Refused. They are told.',
  list: 'Requests for access',
});

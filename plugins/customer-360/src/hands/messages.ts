import { createMessages } from '../messages/MessageRoom';
import type { Place } from './KeySequence';

const places: Record<Place, string> = {
  overview: 'Overview',
  profile: 'Profile',
  billing: 'Billing',
  contract: 'Contract',
  usage: 'Usage',
  relationship: 'Relationship',
  support: 'Support',
  upcoming: 'Upcoming',
  access: 'Access',
  customers: 'List of customers',
};

/** @internal */
export const handsMessages = createMessages('hands', {
  title: 'Keyboard shortcuts',
  open: 'Keyboard shortcuts',
  key: 'Key',
  what: 'What it does',
  search: 'Find a customer',
  refresh: 'Read what the tab shows again',
  evidence: 'Why the tile in focus is marked, or else the first that is',
  help: 'This list',
  places,
  // Between the two keys of one command.
  then: 'then',
  switch: 'Single keys are switched on',
  off: 'Switched off. None of these keys does anything.',
  close: 'Close',
  noEvidence: 'Nothing on this page is marked.',
});

import { createMessages } from '../messages/MessageRoom';

/** @internal */
export const pastMessages = createMessages('past', {
  asOf: 'As of',
  banner: (day: string) => `As it was on ${day}, from observations`,
  backToNow: 'Back to now',
  onlyNow:
    'Of a past day the figures above are known. Records, texts and the other tabs show only now.',
  notKept:
    'Nothing is known of that day: it is not over, or it is longer ago than figures are kept.',
});

import { createMessages } from '../messages/MessageRoom';

/** @internal */
export const liveMessages = createMessages('live', {
  changed: 'Changed',
  justChanged: (names: string) => `Just changed: ${names}.`,
  answers: {
    pays: 'Pays',
    renews: 'Renews',
    uses: 'Uses',
    relationship: 'Relationship',
    threads: 'Open threads',
    next: 'Next',
  },
});

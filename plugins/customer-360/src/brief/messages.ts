import { createMessages } from '../messages/MessageRoom';

/** @internal */
export const briefMessages = createMessages('brief', {
  title: 'Meeting brief',
  sheet: (customer: string) => `Meeting brief of ${customer}`,
  open: 'Meeting brief',
  print: 'Print',
  back: 'Back to the page',
  recorded:
    'On record as taken along, as an export is. It fits on one sheet of A4.',
  loading: 'The brief is being read.',
  madeFor: (person: string, when: string) => `For ${person}, ${when}`,
  marked: 'What stands out',
  contact: 'Primary contact',
  team: 'Who looks after them',
  foot: 'Each figure has the age it carries; what is missing says why. For use inside the company.',
});

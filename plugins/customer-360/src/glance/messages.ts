import { createMessages } from '../messages/MessageRoom';

/** @internal */
export const glanceMessages = createMessages('glance', {
  mine: 'My customers',
  theirs: 'Customers',
  theirsAside: 'money at risk first',
  customer: 'Customer',
  mrr: 'MRR',
  why: 'Why it is here',
  all: (count: string) => `All ${count}`,
  none: 'None that you may see.',
  noneMine: 'No customer is yours.',
  failed: 'Customers cannot be listed just now. Nothing is lost; try again.',
  retry: 'Try again',
});

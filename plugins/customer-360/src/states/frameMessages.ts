import { createMessages } from '../messages/MessageRoom';

/** @internal */
export const frameMessages = createMessages('frame', {
  loading: 'Loading the customer.',
  loaded: 'The customer is loaded.',
});

import { createApiRef } from '@backstage/core-plugin-api';
import type { Messages } from './MessageRoom';

/**
 * Replaces words of the page, in another language or in a company's own terms.
 * Optional: without an implementation the English words stand.
 *
 * @public
 */
export interface Customer360MessagesApi {
  /** Messages of a room that replace ours; undefined leaves all of them. */
  overrides(room: string): Partial<Messages> | undefined;
}

/** @public */
export const customer360MessagesApiRef = createApiRef<Customer360MessagesApi>({
  id: 'plugin.customer360.messages',
});

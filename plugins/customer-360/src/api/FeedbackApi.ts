import { createApiRef } from '@backstage/core-plugin-api';

/** @public */
export interface FeedbackMessage {
  tone: 'success' | 'info' | 'error';
  text: string;
}

/**
 * Says something in passing: a toast in the new frontend system, an alert in
 * the legacy one.
 *
 * @public
 */
export interface Customer360FeedbackApi {
  post(message: FeedbackMessage): void;
}

/** @public */
export const customer360FeedbackApiRef = createApiRef<Customer360FeedbackApi>({
  id: 'plugin.customer360.feedback',
});

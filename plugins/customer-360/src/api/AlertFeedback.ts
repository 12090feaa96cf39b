import type { AlertApi } from '@backstage/core-plugin-api';
import type { Customer360FeedbackApi, FeedbackMessage } from './FeedbackApi';

/** Feedback through the legacy frontend system's alerts. @internal */
export class AlertFeedback implements Customer360FeedbackApi {
  readonly #alertApi: AlertApi;

  constructor(alertApi: AlertApi) {
    this.#alertApi = alertApi;
  }

  post({ tone, text }: FeedbackMessage): void {
    this.#alertApi.post({
      message: text,
      severity: tone,
      display: tone === 'error' ? 'permanent' : 'transient',
    });
  }
}

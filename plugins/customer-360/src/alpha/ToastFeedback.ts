import type { ToastApi } from '@backstage/frontend-plugin-api';
import type {
  Customer360FeedbackApi,
  FeedbackMessage,
} from '../api/FeedbackApi';

const STATUS = { success: 'success', info: 'info', error: 'danger' } as const;
const SHOWN_MS = 6000;

/** Feedback through the new frontend system's toasts. @internal */
export class ToastFeedback implements Customer360FeedbackApi {
  readonly #toastApi: ToastApi;

  constructor(toastApi: ToastApi) {
    this.#toastApi = toastApi;
  }

  post({ tone, text }: FeedbackMessage): void {
    this.#toastApi.post({
      title: text,
      status: STATUS[tone],
      // What went wrong stays until it is read.
      timeout: tone === 'error' ? undefined : SHOWN_MS,
    });
  }
}

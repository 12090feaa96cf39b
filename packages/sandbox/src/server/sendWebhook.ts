import type { Vendor, VendorResponse, WebhookEvent } from './types.ts';

const TIMEOUT_MS = 10_000;

/**
 * An order to send one webhook.
 *
 * @internal
 */
export interface WebhookOrder {
  readonly vendor: string;
  /** Where it is sent. */
  readonly url: string;
  /** The URL that is signed, where a proxy stands between; `url` without it. */
  readonly publicUrl?: string;
  readonly event: WebhookEvent;
  /** The stamp it carries; now without it. */
  readonly sentAt?: Date;
}

/**
 * Sends a webhook and tells what the receiver answered. The stamp is wall time
 * and not the sandbox's clock: receivers refuse a stamp that is minutes off
 * their own.
 *
 * @internal
 */
export async function sendWebhook(
  vendor: Vendor,
  order: WebhookOrder,
): Promise<VendorResponse> {
  const signed = vendor.webhook?.(
    [order.event],
    order.publicUrl ?? order.url,
    order.sentAt ?? new Date(),
  );
  if (!signed) {
    return {
      status: 400,
      body: { error: `${vendor.id} sends no webhooks.` },
    };
  }
  try {
    const answer = await fetch(order.url, {
      method: 'POST',
      headers: signed.headers,
      body: signed.body,
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    await answer.body?.cancel();
    return {
      status: 200,
      body: {
        delivered: answer.ok,
        status: answer.status,
        headers: signed.headers,
        body: signed.body,
      },
    };
  } catch {
    return {
      status: 200,
      body: {
        delivered: false,
        error: `${order.url} could not be reached within ${
          TIMEOUT_MS / 1000
        } seconds.`,
        headers: signed.headers,
        body: signed.body,
      },
    };
  }
}

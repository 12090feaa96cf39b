import { createHmac, randomUUID } from 'node:crypto';
import { demoCredentials } from '../server/credentials.ts';
import type { SignedWebhook, WebhookEvent } from '../server/types.ts';

/**
 * Zendesk's signature: base64(HMAC-SHA256(secret, timestamp + raw body)),
 * nothing between the two.
 *
 * @internal
 */
export function webhookSignature(parts: {
  secret: string;
  timestamp: string;
  body: string;
}): string {
  return createHmac('sha256', parts.secret)
    .update(`${parts.timestamp}${parts.body}`)
    .digest('base64');
}

/**
 * An event as Zendesk's webhooks send it.
 *
 * @internal
 */
export function signWebhook(
  [event]: readonly WebhookEvent[],
  _url: string,
  now: Date,
): SignedWebhook {
  const timestamp = now.toISOString();
  // `zen:event-type:ticket.status_changed` is about a `zen:ticket:…`
  const [, family = 'ticket'] = /event-type:(\w+)\./.exec(event.type) ?? [];
  const { detail, event: change, ...rest } = event.data ?? {};
  const body = JSON.stringify({
    account_id: 22_129_848,
    id: event.id ?? randomUUID(),
    type: event.type,
    subject: `zen:${family}:${event.objectId ?? ''}`,
    time:
      'occurredAt' in event && event.occurredAt instanceof Date
        ? event.occurredAt.toISOString()
        : timestamp,
    zendesk_event_version: '2022-11-06',
    event: isObject(change) ? change : {},
    detail: {
      id: event.objectId,
      ...(isObject(detail) ? detail : {}),
    },
    ...rest,
  });
  return {
    headers: {
      'content-type': 'application/json',
      'user-agent': 'Zendesk Webhook',
      'x-zendesk-account-id': '22129848',
      'x-zendesk-webhook-id': '01HGJ3T8W2N4QG0000000000C3',
      'x-zendesk-webhook-invocation-id': randomUUID(),
      'x-zendesk-webhook-signature-timestamp': timestamp,
      'x-zendesk-webhook-signature': webhookSignature({
        secret: demoCredentials.zendesk.webhookSecret,
        timestamp,
        body,
      }),
    },
    body,
  };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

import { createHmac, randomInt } from 'node:crypto';
import { demoCredentials } from '../server/credentials.ts';
import type { SignedWebhook, WebhookEvent } from '../server/types.ts';
import { PORTAL_ID } from './portalDetails.ts';

/**
 * HubSpot's v3 signature: base64(HMAC-SHA256(secret, METHOD + full URL + raw
 * body + timestamp in milliseconds)).
 *
 * @internal
 */
export function signatureV3(parts: {
  secret: string;
  method: string;
  url: string;
  body: string;
  timestampMs: number;
}): string {
  return createHmac('sha256', parts.secret)
    .update(`${parts.method}${parts.url}${parts.body}${parts.timestampMs}`)
    .digest('base64');
}

/**
 * A delivery as HubSpot sends it: an array of events, signed for the URL that
 * the subscription names.
 *
 * @internal
 */
export function signWebhook(
  events: readonly WebhookEvent[],
  url: string,
  now: Date,
  attempt = 0,
): SignedWebhook {
  const timestampMs = now.getTime();
  const body = JSON.stringify(
    events.map(event => ({
      eventId:
        event.id === undefined ? randomInt(1, 2 ** 31) : Number(event.id),
      subscriptionId: 2_613_707,
      portalId: PORTAL_ID,
      appId: 1_160_452,
      occurredAt: occurredAt(event) ?? timestampMs,
      subscriptionType: event.type,
      attemptNumber: attempt,
      // An association is between two records and about neither.
      ...(!event.type.endsWith('.associationChange') && {
        objectId: Number(event.objectId ?? 0),
      }),
      changeSource: 'CRM_UI',
      ...event.data,
    })),
  );
  return {
    headers: {
      'content-type': 'application/json',
      'x-hubspot-request-timestamp': String(timestampMs),
      'x-hubspot-signature-version': 'v3',
      'x-hubspot-signature-v3': signatureV3({
        secret: demoCredentials.hubspot.webhookSecret,
        method: 'POST',
        url,
        body,
        timestampMs,
      }),
    },
    body,
  };
}

function occurredAt(event: WebhookEvent): number | undefined {
  return 'occurredAt' in event && event.occurredAt instanceof Date
    ? event.occurredAt.getTime()
    : undefined;
}

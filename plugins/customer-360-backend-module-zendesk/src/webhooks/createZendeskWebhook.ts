import type { FacetId } from '@customer-360/backstage-plugin-customer-360-common';
import {
  createSignedWebhook,
  readStamp,
  type SourceContext,
  type SourceWebhook,
  type WebhookRequest,
  type WebhookSignature,
} from '@customer-360/backstage-plugin-customer-360-node';
import type { ZendeskApi } from '../api/ZendeskApi';
import type { ZendeskConfig } from '../config/ZendeskConfig';
import { changesOf } from './changesOf';
import { organizationsBehind } from './organizationsBehind';
import { subjectOf } from './subjectOf';
import { zendeskEnvelopeSchema, zendeskEventSchema } from './zendeskEvent';

/** @internal */
export interface ZendeskWebhookOptions {
  readonly webhook: NonNullable<ZendeskConfig['webhook']>;
  readonly facets: Iterable<FacetId>;
  api(context: SourceContext): ZendeskApi;
}

/** The events of a webhook that is connected to event subscriptions. @internal */
export function createZendeskWebhook({
  webhook,
  facets,
  api,
}: ZendeskWebhookOptions): SourceWebhook {
  const { secrets, accountId } = webhook;
  return createSignedWebhook({
    secrets,
    facets,
    signature,
    schema: zendeskEnvelopeSchema,
    read(envelope) {
      if (accountId !== undefined && envelope.account_id !== accountId) {
        return { outcome: 'refused', reason: 'other_account' };
      }
      const change = changesOf(envelope.type);
      if (!change) {
        return [];
      }
      const parsed = zendeskEventSchema.safeParse(envelope);
      if (!parsed.success) {
        return { outcome: 'refused', reason: 'malformed' };
      }
      const { id, type } = envelope;
      const whose = subjectOf(type, change, parsed.data);
      return whose
        ? [
            {
              id,
              type,
              ...(parsed.data.time && { occurredAt: parsed.data.time }),
              facets: change.facets,
              ...whose,
            },
          ]
        : [];
    },
    accountsOf: (record, context) => organizationsBehind(api(context), record),
  });
}

/** Zendesk names no tolerance of its own; its stamp is ISO 8601. */
function signature({
  headers,
  raw,
}: WebhookRequest): WebhookSignature | undefined {
  const time = headers['x-zendesk-webhook-signature-timestamp'] ?? '';
  const given = headers['x-zendesk-webhook-signature'];
  const stamp = readStamp(time, 'iso');
  return stamp && given
    ? {
        signatures: [given],
        encoding: 'base64',
        signed: [time, raw],
        stamp,
      }
    : undefined;
}

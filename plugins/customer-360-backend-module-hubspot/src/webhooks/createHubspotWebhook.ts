import type { FacetId } from '@customer-360/backstage-plugin-customer-360-common';
import {
  createSignedWebhook,
  readStamp,
  type SourceWebhook,
  type WebhookEvent,
  type WebhookRequest,
  type WebhookSignature,
} from '@customer-360/backstage-plugin-customer-360-node';
import { DefaultHubspotApi } from '../api/DefaultHubspotApi';
import type { HubspotConfig } from '../config/HubspotConfig';
import { companiesBehind } from './companiesBehind';
import { createChanges } from './createChanges';
import { hubspotDeliverySchema, hubspotEventSchema } from './hubspotEvent';
import { signedUrl } from './signedUrl';
import { eventKindOf, toWebhookEvent, type EventKind } from './toWebhookEvent';

const MALFORMED = { outcome: 'refused', reason: 'malformed' } as const;

/**
 * The events of the app that is installed in one portal.
 *
 * @param facets - those that the source fills
 * @internal
 */
export function createHubspotWebhook(
  config: HubspotConfig & {
    readonly webhook: NonNullable<HubspotConfig['webhook']>;
  },
  facets: readonly FacetId[],
): SourceWebhook {
  const { secrets, portalId } = config.webhook;
  const changes = { ...createChanges(config), all: facets };
  const concerns = ({ objectType, action }: EventKind) =>
    action === 'associationChange' ||
    objectType === 'companies' ||
    (objectType !== undefined && changes.ofObject(objectType).length > 0);
  return createSignedWebhook({
    secrets,
    facets,
    signature,
    schema: hubspotDeliverySchema,
    read(delivery) {
      // One app, and so one secret, may serve several portals.
      const ours = delivery.filter(
        event => portalId === undefined || event.portalId === portalId,
      );
      if (ours.length === 0 && delivery.length > 0) {
        return { outcome: 'refused', reason: 'other_account' };
      }
      const events: WebhookEvent[] = [];
      for (const { subscriptionType, objectTypeId, event } of ours) {
        const kind = eventKindOf(subscriptionType, objectTypeId);
        if (!kind || !concerns(kind)) {
          continue;
        }
        const parsed = hubspotEventSchema.safeParse(event);
        const told = parsed.success
          ? toWebhookEvent(subscriptionType, kind, parsed.data, changes)
          : 'malformed';
        if (told === 'malformed') {
          return MALFORMED;
        }
        events.push(...(told ? [told] : []));
      }
      return events;
    },
    accountsOf: (record, context) =>
      companiesBehind(new DefaultHubspotApi(config, context), record),
  });
}

/** Version 3; the older two have no stamp and can be replayed for ever. */
function signature({
  method,
  url,
  headers,
  raw,
}: WebhookRequest): WebhookSignature | undefined {
  const time = headers['x-hubspot-request-timestamp'] ?? '';
  const given = headers['x-hubspot-signature-v3'];
  const stamp = readStamp(time, 'milliseconds');
  return stamp && given
    ? {
        signatures: [given],
        encoding: 'base64',
        signed: [method, signedUrl(url), raw, time],
        stamp,
      }
    : undefined;
}

import { webhookIdField } from '@customer-360/backstage-plugin-customer-360-node';
import { z } from 'zod';

/** HubSpot sends up to a hundred at once. */
const MAX_EVENTS = 1_000;

const idField = webhookIdField.nullish().transform(id => id ?? undefined);
const textField = z
  .string()
  .max(200)
  .nullish()
  .transform(text => text ?? undefined);

const envelopeSchema = z.object({
  subscriptionType: z.string().regex(/^[\w.-]{1,100}$/),
  portalId: idField,
  objectTypeId: textField.catch(undefined),
});

/**
 * A delivery, as far as every event in it must go: one that does not concern us
 * may have any other shape, and `event` is read only of those that do.
 *
 * @internal
 */
export const hubspotDeliverySchema = z
  .array(z.unknown())
  .max(MAX_EVENTS)
  .pipe(
    z.array(
      z.unknown().transform((event, context) => {
        const envelope = envelopeSchema.safeParse(event);
        if (!envelope.success) {
          context.addIssue({ code: 'custom', message: 'is no event' });
          return z.NEVER;
        }
        return { ...envelope.data, event };
      }),
    ),
  );

/** @internal */
export const hubspotEventSchema = z.object({
  /** A 64-bit number that HubSpot does not promise to be unique. */
  eventId: z.union([webhookIdField, z.number()]).transform(String),
  subscriptionId: webhookIdField,
  /** Milliseconds. */
  occurredAt: z.number().int().min(0).max(8.64e15),
  objectId: idField,
  propertyName: textField,
  primaryObjectId: idField,
  mergedObjectIds: z.array(webhookIdField).max(100).nullish(),
  newObjectId: idField,
  /** `CONTACT_TO_COMPANY`, of the older subscriptions. */
  associationType: textField,
  fromObjectTypeId: textField,
  toObjectTypeId: textField,
  fromObjectId: idField,
  toObjectId: idField,
});

/** @internal */
export type HubspotEvent = z.output<typeof hubspotEventSchema>;

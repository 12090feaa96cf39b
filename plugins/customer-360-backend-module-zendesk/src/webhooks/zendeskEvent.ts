import { webhookIdField } from '@customer-360/backstage-plugin-customer-360-node';
import { z } from 'zod';

/**
 * A number in some events and a text in others; "0" and null say none, and no
 * key at all says nothing.
 */
const idField = z
  .union([webhookIdField, z.null(), z.literal('')])
  .optional()
  .transform(id => (id === '0' || id === '' ? null : id))
  .pipe(
    z
      .string()
      .regex(/^[1-9]\d{0,14}$/)
      .nullish(),
  );

/** What every event must be; the rest is read where it concerns us. @internal */
export const zendeskEnvelopeSchema = z.object({
  id: webhookIdField,
  type: z.string().min(1).max(200),
  account_id: webhookIdField.nullish(),
  time: z.unknown().optional(),
  subject: z.unknown().optional(),
  detail: z.unknown().optional(),
  event: z.unknown().optional(),
});

/** @internal */
export const zendeskEventSchema = z.object({
  time: z.iso
    .datetime({ offset: true })
    .nullish()
    .transform(time => (time ? new Date(time).toISOString() : undefined)),
  /** `zen:ticket:123`. */
  subject: z.string().max(200).nullish(),
  detail: z.object({ id: idField, organization_id: idField }),
  event: z
    .object({
      /** Of any kind, by the type of the event. */
      current: z.unknown().optional(),
      previous: z.unknown().optional(),
      organization_id: idField.catch(undefined),
      organization: z.object({ id: idField }).nullish().catch(undefined),
    })
    .nullish(),
});

/** @internal */
export type ZendeskEvent = z.output<typeof zendeskEventSchema>;

/** An id where the event holds one; undefined for anything else. @internal */
export function idIn(value: unknown): string | undefined {
  return idField.safeParse(value).data ?? undefined;
}

import { z } from 'zod';

/** Printable, without spaces: what an id may be made of. */
const OPAQUE = /^[\x21-\x7e]{1,200}$/;

/**
 * An id in a delivery: opaque, printable, at most 200 characters. A number
 * (HubSpot, Zendesk) becomes its digits; one that JavaScript cannot hold exactly
 * is refused.
 *
 * @public
 */
export const webhookIdField = z
  .union([z.string(), z.number().int().nonnegative()])
  .transform(String)
  .pipe(z.string().regex(OPAQUE));

const secretField = z.string().regex(/^[\x21-\x7e]{1,500}$/);

/**
 * `webhook.secrets` of a source: one, or two while one replaces the other. An
 * empty one, as an unset variable leaves it, is refused.
 *
 * @public
 */
export const webhookSecretsField = z
  .array(z.unknown())
  .transform((given, context) => {
    const secrets = z.array(secretField).min(1).max(2).safeParse(given);
    if (!secrets.success) {
      context.addIssue({
        code: 'custom',
        message:
          'must hold one secret, or two while one replaces the other, none of them empty or with spaces',
      });
      return z.NEVER;
    }
    return secrets.data;
  });

/** True for what may be an id in a delivery. @internal */
export function isOpaqueId(id: string): boolean {
  return OPAQUE.test(id);
}

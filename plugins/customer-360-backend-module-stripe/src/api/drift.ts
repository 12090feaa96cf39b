import { SourceError } from '@customer-360/backstage-plugin-customer-360-node';
import { z } from 'zod';

/** Names of optional fields that the answer under validation has got wrong. */
let noted: Set<string> | undefined;

/**
 * A field that may be absent or null. Where it is there with another type than
 * Stripe documents, the record is used without it and the field is noted, so
 * that the facet can say that it is partial.
 */
export function optional<T extends z.ZodType>(name: string, schema: T) {
  return schema
    .nullish()
    .transform(value => value ?? undefined)
    .catch(() => {
      noted?.add(name);
      return undefined;
    });
}

/** @throws SourceError `schema` where a required field is missing or wrong */
export function validate<T>(
  schema: z.ZodType<T>,
  value: unknown,
): { data: T; drift: string[] } {
  const drift = new Set<string>();
  // Validation is synchronous: nothing else can run between the two lines.
  noted = drift;
  const result = schema.safeParse(value);
  noted = undefined;
  if (!result.success) {
    throw new SourceError('schema');
  }
  return { data: result.data, drift: [...drift] };
}

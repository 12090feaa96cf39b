/** A JSON schema, or a part of one. */
export type Schema = Record<string, unknown>;

/**
 * One place where a vendor's description is known to say something else than
 * the vendor's system does. Nothing is let pass without one.
 */
export type Allowance = {
  /** Name of the shape in the description. */
  readonly shape: string;
  /** A field of it, or one inside that: `custom_fields.value`. */
  readonly field: string;
  /** What is known, and where from. */
  readonly reason: string;
} & (
  | { readonly may: 'be null' }
  /** The field is this, whatever the description says or leaves out. */
  | { readonly is: Schema }
  /** The description calls it something else than the wire does. */
  | { readonly named: string }
);

/**
 * Corrects a description, in place.
 *
 * @throws Error when the description has no such shape, or no such field to be
 *   corrected: an allowance that has become needless must go
 */
export function applyAllowances(
  shapes: Record<string, Schema>,
  allowances: readonly Allowance[],
): void {
  for (const allowance of allowances) {
    const { shape, field } = allowance;
    const path = field.split('.');
    const name = path.pop() ?? field;
    let place: Schema | undefined = shapes[shape];
    for (const step of path) {
      const next = propertiesOf(place)?.[step] as Schema | undefined;
      place = (next?.items as Schema | undefined) ?? next;
    }
    const properties = propertiesOf(place);
    if (!place || !properties || (!('is' in allowance) && !properties[name])) {
      throw new Error(
        `The description has no ${shape}.${field} any more: look whether the allowance is still needed`,
      );
    }
    if ('may' in allowance) {
      properties[name] = { anyOf: [properties[name], { type: 'null' }] };
    } else if ('is' in allowance) {
      properties[name] = allowance.is;
    } else {
      properties[allowance.named] = properties[name];
      delete properties[name];
      if (Array.isArray(place.required)) {
        place.required = place.required.map(it =>
          it === name ? allowance.named : it,
        );
      }
    }
  }
}

function propertiesOf(schema: Schema | undefined) {
  return schema?.properties as Record<string, Schema> | undefined;
}

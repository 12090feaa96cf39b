import type { Schema } from './Allowance';

/**
 * OpenAPI 3.0 as JSON schema: `nullable` becomes a type, and what is only ever
 * written is no field of an answer.
 */
export function toJsonSchema(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(toJsonSchema);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const copy: Schema = {};
  for (const [key, child] of Object.entries(value)) {
    if (key !== 'example' && key !== 'examples' && !isWriteOnly(child)) {
      copy[key] = toJsonSchema(child);
    }
  }
  if (copy.nullable === true) {
    delete copy.nullable;
    return { anyOf: [copy, { type: 'null' }] };
  }
  return copy;
}

function isWriteOnly(schema: unknown): boolean {
  return (
    typeof schema === 'object' &&
    schema !== null &&
    'writeOnly' in schema &&
    schema.writeOnly === true
  );
}

import type { Schema } from './Allowance';

/**
 * Follows the path of an `expand` through the description.
 *
 * @param root - the object that is answered, or that is in the list
 * @returns what is wrong with it, if anything is
 */
export function expandProblems(
  definitions: Readonly<Record<string, Schema>>,
  root: Schema,
  { path, inList }: { path: string; inList: boolean },
): string[] {
  const steps = path.split('.');
  if (inList && steps.shift() !== 'data') {
    return [`expand "${path}" does not begin with the list's data`];
  }
  let places = objectsOf(definitions, root);
  for (const step of steps) {
    places = places.flatMap(({ properties }) => {
      const next = (properties as Record<string, Schema> | undefined)?.[step];
      return next ? objectsOf(definitions, next) : [];
    });
    // Only what is an object somewhere can be expanded.
    if (places.length === 0) {
      return [`expand "${path}" leads nowhere`];
    }
  }
  return [];
}

/** The objects that a value may be, also inside a list. */
function objectsOf(
  definitions: Readonly<Record<string, Schema>>,
  schema: Schema,
): Schema[] {
  if (typeof schema.$ref === 'string') {
    const name = decodeURIComponent(schema.$ref.replace('#/definitions/', ''));
    return objectsOf(definitions, definitions[name] ?? {});
  }
  if (Array.isArray(schema.anyOf)) {
    return schema.anyOf.flatMap(it => objectsOf(definitions, it as Schema));
  }
  if (schema.type === 'array') {
    return objectsOf(definitions, (schema.items ?? {}) as Schema);
  }
  return schema.properties ? [schema] : [];
}

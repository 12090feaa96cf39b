type Json = { readonly [field: string]: unknown };

/** The fields that differ, as they were before: what Stripe puts beside an update. */
export function previousAttributes(before: object, after: object): object {
  const old: Json = { ...before };
  return Object.fromEntries(
    Object.entries(after)
      .filter(
        ([field, value]) =>
          JSON.stringify(value) !== JSON.stringify(old[field]),
      )
      .map(([field]) => [field, old[field] ?? null]),
  );
}

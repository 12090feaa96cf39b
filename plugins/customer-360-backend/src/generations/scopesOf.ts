import type { CustomerChange } from './CustomerChanges';
import type { CommittedChange } from './ChangeListener';

/** One counter that has to rise. */
export interface ChangedScope {
  readonly customerRef: string;
  /** `<source>` or `<source>/<facet>` */
  readonly scope: string;
  readonly told: boolean;
  /** ISO 8601 UTC. */
  readonly changedAt?: string;
}

/** One text for a counter. Pure. */
export function scopeKey({
  customerRef,
  scope,
}: Pick<ChangedScope, 'customerRef' | 'scope'>): string {
  return `${customerRef} ${scope}`;
}

/**
 * The counters that the changes concern, each once, in one order for all, so
 * that two transactions never wait for each other's rows. Pure.
 */
export function scopesOf(changes: readonly CustomerChange[]): ChangedScope[] {
  const scopes = new Map<string, ChangedScope>();
  for (const { customerRef, source, facets, told } of changes) {
    for (const scope of facets?.map(facet => `${source}/${facet}`) ?? [
      source,
    ]) {
      const key = scopeKey({ customerRef, scope });
      const known = scopes.get(key);
      const changedAt = laterOf(known?.changedAt, told?.occurredAt);
      scopes.set(key, {
        customerRef,
        scope,
        told: known?.told || told !== undefined,
        ...(changedAt !== undefined && { changedAt }),
      });
    }
  }
  return [...scopes]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, scope]) => scope);
}

/** The same for who is told of it: once per customer and source. Pure. */
export function committedOf(
  changes: readonly CustomerChange[],
): CommittedChange[] {
  const committed = new Map<string, CommittedChange>();
  for (const { customerRef, source, facets } of changes) {
    const key = `${customerRef} ${source}`;
    const known = committed.get(key);
    if (facets?.length === 0) {
      continue;
    }
    committed.set(
      key,
      facets === undefined || (known && known.facets === undefined)
        ? { customerRef, source }
        : {
            customerRef,
            source,
            facets: [...new Set([...(known?.facets ?? []), ...facets])].sort(),
          },
    );
  }
  return [...committed.values()];
}

function laterOf(a: string | undefined, b: string | undefined) {
  return a === undefined || (b !== undefined && b > a) ? b : a;
}

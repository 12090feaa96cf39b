import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';

/** What a field of the search is about. @internal */
export type RefKind = 'customer' | 'user';

/** What the service takes for the ref of each. */
const FORMS: Record<RefKind, RegExp> = {
  customer: /^customer:[a-z0-9-]+\/[-_.a-z0-9]+$/,
  user: /^user:[a-z0-9-]+\/[^/\s]+$/,
};

const MAX_LENGTH = 255;

/**
 * `mara`, `default/mara` and `user:default/mara` are the same person. Undefined
 * for what names none.
 *
 * @internal
 */
export function refOf(text: string, kind: RefKind): string | undefined {
  let ref: string;
  try {
    ref = stringifyEntityRef(
      parseEntityRef(text.trim(), {
        defaultKind: kind,
        defaultNamespace: 'default',
      }),
    );
  } catch {
    return undefined;
  }
  return ref.length <= MAX_LENGTH && FORMS[kind].test(ref) ? ref : undefined;
}

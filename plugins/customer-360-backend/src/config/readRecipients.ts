import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';

const KINDS: ReadonlySet<string> = new Set(['user', 'group']);

/**
 * @param key - of the config, for the message
 * @throws Error for what is no ref of a user or a group
 */
export function readRecipients(key: string, refs: readonly string[]): string[] {
  return refs.map(text => {
    try {
      const ref = parseEntityRef(text, { defaultNamespace: 'default' });
      if (KINDS.has(ref.kind.toLocaleLowerCase('en-US'))) {
        return stringifyEntityRef(ref);
      }
    } catch {
      // Said below.
    }
    throw new Error(
      `${key}: "${text}" is no ref of a user or a group, like group:default/security`,
    );
  });
}

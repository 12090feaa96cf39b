import { useEffect, useState } from 'react';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { refOf, type RefKind } from '../format/refOf';

/** @internal */
export interface RefSuggestion {
  ref: string;
  title: string;
}

const AFTER_MS = 250;
const AT_LEAST = 2;
const AT_MOST = 10;

/**
 * Whom the catalog knows by what was typed, as far as the reader may see them.
 * Help and no more: where the catalog does not answer there is none.
 *
 * @internal
 */
export function useRefSuggestions(
  text: string,
  kind: RefKind,
): readonly RefSuggestion[] {
  const catalog = useApi(catalogApiRef);
  const [found, setFound] = useState<readonly RefSuggestion[]>([]);
  const term = nameIn(text, kind);
  useEffect(() => {
    if (term.length < AT_LEAST) {
      setFound([]);
      return undefined;
    }
    let wanted = true;
    const timer = setTimeout(() => {
      catalog
        .queryEntities({
          filter: { kind },
          fullTextFilter: {
            term,
            fields: [
              'metadata.name',
              'metadata.title',
              'spec.profile.displayname',
            ],
          },
          fields: ['kind', 'metadata', 'spec.profile.displayName'],
          limit: AT_MOST,
        })
        .then(
          ({ items }) =>
            wanted &&
            setFound(
              items.map(entity => ({
                ref: stringifyEntityRef(entity),
                title: titleOf(entity.metadata, entity.spec),
              })),
            ),
          () => wanted && setFound([]),
        );
    }, AFTER_MS);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [catalog, kind, term]);
  return found;
}

/** Of a whole ref its name: the catalog knows no refs by their text. */
function nameIn(text: string, kind: RefKind): string {
  const written = text.trim();
  const ref = /[:/]/.test(written) ? refOf(written, kind) : undefined;
  return ref ? parseEntityRef(ref).name : written;
}

function titleOf(
  metadata: { name: string; title?: string },
  spec: object | undefined,
): string {
  const { profile } = (spec ?? {}) as { profile?: { displayName?: string } };
  return metadata.title ?? profile?.displayName ?? metadata.name;
}

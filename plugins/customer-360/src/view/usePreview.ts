import { useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import { SCOPES } from '@customer-360/backstage-plugin-customer-360-common';
import type { Preview } from '../api/Customer360Api';

const ROLE = 'as';
const SCOPE = 'scope';

/**
 * Through whose eyes the page is looked at. In the URL, so that a reload does
 * not show more than before, and so that it ends with the page.
 *
 * @internal
 */
export function usePreview(): Preview | undefined {
  const [params] = useSearchParams();
  const role = params.get(ROLE);
  const scope = params.get(SCOPE);
  return useMemo(
    () =>
      role
        ? { role, scope: SCOPES.find(known => known === scope) ?? 'own' }
        : undefined,
    [role, scope],
  );
}

/** `?as=csm&scope=own`, or nothing. @internal */
export function previewSearch(preview: Preview | undefined): string {
  return preview
    ? `?${new URLSearchParams({
        [ROLE]: preview.role,
        [SCOPE]: preview.scope,
      })}`
    : '';
}

/** The query of a page without what makes it a preview. @internal */
export function withoutPreview(params: URLSearchParams): URLSearchParams {
  const rest = new URLSearchParams(params);
  rest.delete(ROLE);
  rest.delete(SCOPE);
  return rest;
}

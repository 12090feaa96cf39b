import type { FacetDefinition } from '@customer-360/backstage-plugin-customer-360-common';
import { createHash } from 'node:crypto';
import type { SourceRegistry } from '../sources/SourceRegistry';
import type { ServiceConfig } from './ServiceConfig';

/**
 * Changes with whatever beside the values decides what a page looks like: a page
 * kept by a browser is not confirmed after the service was changed.
 *
 * @param release - of this very code
 */
export function configVersion(
  release: string,
  config: ServiceConfig,
  definitions: readonly FacetDefinition[],
  sources: SourceRegistry,
): string {
  return createHash('sha256')
    .update(
      JSON.stringify([
        release,
        config.labels,
        definitions.map(({ id, section, label, times }) => [
          id,
          section,
          label,
          times,
        ]),
        sources.all().map(({ id, title }) => [id, title]),
      ]),
    )
    .digest('base64url');
}

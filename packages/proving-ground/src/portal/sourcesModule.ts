import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  createCustomerSource,
  customer360SourcesExtensionPoint,
  SourceError,
  type FacetReader,
} from '@customer-360/backstage-plugin-customer-360-node';
import { z } from 'zod';
import { RECORDED_FACETS, recordOf, type RecordedFacet } from './recordOf';
import type { PortalOptions } from './PortalOptions';

const answerSchema = z.object({
  account: z.string(),
  version: z.number(),
  readAt: z.string(),
});

/** Sources that read the fake vendor over HTTP, one call per facet. */
export function sourcesModule(options: PortalOptions) {
  return createBackendModule({
    pluginId: 'customer-360',
    moduleId: 'proving-ground-sources',
    register(env) {
      env.registerInit({
        deps: { sources: customer360SourcesExtensionPoint },
        async init({ sources }) {
          for (let at = 0; at < options.sources; at++) {
            sources.addSource(sourceOf(at, options));
          }
        },
      });
    },
  });
}

function sourceOf(at: number, options: PortalOptions) {
  const id = `s${at}`;
  const { facetsPerSource, transport, vendorUrl } = options;
  const facets = Array.from(
    { length: facetsPerSource },
    (_, i) =>
      RECORDED_FACETS[(at * facetsPerSource + i) % RECORDED_FACETS.length],
  );
  return createCustomerSource({
    id,
    type: 'fake',
    title: `Source ${at}`,
    credentialScope: `proving-ground-${at}`,
    origins: [new URL(vendorUrl).origin],
    transport,
    facets: Object.fromEntries(
      facets.map(facet => [facet, readerOf(id, facet, vendorUrl)]),
    ),
  });
}

function readerOf(
  source: string,
  facet: RecordedFacet,
  vendorUrl: string,
): FacetReader<never> {
  return {
    async read(account, { http }) {
      const { data } = await http.json({
        url: `${vendorUrl}/v1/${source}/accounts/${account.id}/${facet}`,
        operation: `${facet}.get`,
        schema: answerSchema,
      });
      if (data.account !== account.id) {
        throw new SourceError('identity_mismatch');
      }
      return {
        data: recordOf(facet, source, account.id, data.version) as never,
      };
    },
  };
}

import { createBackendModule } from '@backstage/backend-plugin-api';
import type { FacetDataMap } from '@customer-360/backstage-plugin-customer-360-common';
import {
  createCustomerSource,
  customer360SourcesExtensionPoint,
  Drift,
  paginate,
  SourceError,
  type FacetReader,
  type LinkedAccount,
  type SourceContext,
} from '@customer-360/backstage-plugin-customer-360-node';
import { z } from 'zod';
import type { Companies } from '../listing/Companies';
import { companiesBulk } from '../listing/companiesBulk';
import { listedCompanies } from '../listing/listedCompanies';
import { bulkOf } from './bulkOf';
import { RECORDED_FACETS, recordOf, type RecordedFacet } from './recordOf';
import type { PortalOptions } from './PortalOptions';
import { webhookOf } from './webhookOf';

const answerSchema = z.object({
  account: z.string(),
  version: z.number(),
  readAt: z.string(),
  /** The facet's data, where the vendor has some of its own. */
  data: z.unknown().optional(),
  /** When its newest record was changed, where the vendor says so. */
  changedAt: z.string().optional(),
  /** May be there, in whatever form. */
  note: z.unknown().optional(),
  page: z.number().default(1),
  pages: z.number().default(1),
  items: z.array(z.object({ id: z.string(), name: z.string() })).default([]),
});

/** Sources that read the fake vendor over HTTP, one call per facet. */
export function sourcesModule(options: PortalOptions, companies?: Companies) {
  return createBackendModule({
    pluginId: 'customer-360',
    moduleId: 'proving-ground-sources',
    register(env) {
      env.registerInit({
        deps: { sources: customer360SourcesExtensionPoint },
        async init({ sources }) {
          for (let at = 0; at < options.sources; at++) {
            sources.addSource(sourceOf(at, options, companies));
          }
        },
      });
    },
  });
}

function sourceOf(at: number, options: PortalOptions, companies?: Companies) {
  const id = `s${at}`;
  const { facetsPerSource, readItems, transport, webhookSecret } = options;
  const vendorUrl = options.vendorUrls[id] ?? options.vendorUrl;
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
    ...(companies && at === 0 && { customers: listedCompanies(companies) }),
    ...(companies && at === 1 && { bulk: companiesBulk(companies) }),
    ...(webhookSecret && {
      webhook: webhookOf({ id, facets, secret: webhookSecret, vendorUrl }),
    }),
    ...(options.bulks[id] && {
      bulk: [
        bulkOf({ id, facet: facets[0], mode: options.bulks[id], vendorUrl }),
      ],
    }),
    facets: Object.fromEntries(
      facets.map(facet => [
        facet,
        readItems && facet === 'tickets'
          ? itemsReaderOf(id, vendorUrl)
          : readerOf(id, facet, vendorUrl),
      ]),
    ),
  });
}

function readerOf(
  source: string,
  facet: RecordedFacet,
  vendorUrl: string,
): FacetReader<never> {
  return {
    async read(account, context) {
      const answer = await ask(account, context, { source, facet, vendorUrl });
      const drift = new Drift();
      drift.optional(z.string().max(300), answer.note, 'A note');
      return {
        data: (answer.data ??
          recordOf(facet, source, account.id, answer.version)) as never,
        missing: drift.missing,
        ...(answer.changedAt !== undefined && { changedAt: answer.changedAt }),
      };
    },
  };
}

/** Page after page, as sources read their lists. */
function itemsReaderOf(
  source: string,
  vendorUrl: string,
): FacetReader<FacetDataMap['tickets']> {
  return {
    async read(account, context) {
      const at = { source, facet: 'tickets', vendorUrl } as const;
      const { items, truncated } = await paginate(async cursor => {
        const answer = await ask(account, context, { ...at, page: cursor });
        return { items: answer.items, next: nextOf(answer) };
      });
      return { data: ticketsOf(source, items), truncated };
    },
    async page(account, { cursor }, context) {
      const at = { source, facet: 'tickets', vendorUrl } as const;
      const answer = await ask(account, context, { ...at, page: cursor });
      return {
        data: ticketsOf(source, answer.items),
        nextCursor: nextOf(answer),
      };
    },
  };
}

type Answer = z.infer<typeof answerSchema>;

function nextOf({ page, pages }: Answer): string | undefined {
  return page < pages ? String(page + 1) : undefined;
}

function ticketsOf(
  source: string,
  items: Answer['items'],
): FacetDataMap['tickets'] {
  const tickets = items.map(({ id, name }) => ({
    ...{ source, id, subject: name },
    url: `https://${source}.example/tickets/${encodeURIComponent(id)}`,
    status: 'open' as const,
    severity: 'normal' as const,
    escalated: false,
    createdAt: '2026-01-01T00:00:00.000Z',
    updatedAt: '2026-01-01T00:00:00.000Z',
  }));
  return { tickets, open: tickets, total: tickets.length };
}

async function ask(
  account: LinkedAccount,
  { http }: SourceContext,
  at: {
    source: string;
    facet: RecordedFacet;
    vendorUrl: string;
    page?: string;
  },
) {
  const { facet, page, source, vendorUrl } = at;
  const id = encodeURIComponent(account.id);
  const { data } = await http.json({
    url: `${vendorUrl}/v1/${source}/accounts/${id}/${facet}${
      page === undefined ? '' : `?page=${page}`
    }`,
    operation: `${facet}.get`,
    schema: answerSchema,
  });
  if (data.account !== account.id) {
    throw new SourceError('identity_mismatch');
  }
  return data;
}

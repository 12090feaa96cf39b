import {
  SourceError,
  toSourceError,
  type BulkPage,
  type BulkRow,
  type SourceBulk,
  type SourceContext,
} from '@customer-360/backstage-plugin-customer-360-node';
import type { FacetId } from '@customer-360/backstage-plugin-customer-360-common';
import type { HubspotApi } from '../api/HubspotApi';
import type { HubspotRecord } from '../api/wire';
import type { HubspotConfig } from '../config/HubspotConfig';
import type { Found, ReadCompany } from '../facets/ReadCompany';
import { toContracts } from '../facets/toContracts';
import { toHealth } from '../facets/toHealth';
import { toSurveys } from '../facets/toSurveys';
import {
  identityProperties,
  propertiesByFacet,
} from '../reads/companyProperties';
import { ownerOf } from '../reads/ownerOf';
import { PortalInfo } from '../reads/PortalInfo';
import { readContractRecords } from './readContractRecords';

type Api = Pick<HubspotApi, 'list' | 'portal' | 'associations' | 'records'>;

const MISSING = {
  health: 'Read of all companies at once: without the health of earlier days',
  surveys: 'Read of all companies at once: it may be an hour old',
  contracts: 'Read of all companies at once: it may be an hour old',
};

type FigureFacet = keyof typeof MISSING;

/** The facets of `figuresBulk` that config maps. @internal */
export function figureFacets({
  health,
  nps,
  contracts,
}: HubspotConfig): FigureFacet[] {
  return [
    ...(health ? (['health'] as const) : []),
    ...(nps ? (['surveys'] as const) : []),
    ...(contracts ? (['contracts'] as const) : []),
  ];
}

/**
 * What is observed of every company: its health, its NPS and what was agreed.
 * HubSpot's list goes by id and has no end but the last company, where a search
 * ends after 10,000.
 *
 * @internal
 */
export function figuresBulk(
  sourceId: string,
  config: HubspotConfig,
  apiFor: (context: SourceContext) => Api,
): SourceBulk {
  const properties = propertiesOf(config);
  return {
    id: 'figures',
    mode: 'snapshot',
    facets: figureFacets(config),
    every: { minutes: 60 },
    async page(cursor, context): Promise<BulkPage> {
      const api = apiFor(context);
      try {
        const [portal, { results, after }] = await Promise.all([
          api.portal().then(PortalInfo.of),
          api.list('companies', properties, cursor),
        ]);
        if (after !== undefined && (results.length === 0 || after === cursor)) {
          // There is more, and no way to go on.
          throw new SourceError('schema');
        }
        const contracts =
          config.contracts &&
          (await readContractRecords(api, results, {
            ...config,
            contracts: config.contracts,
          }));
        return {
          rows: results.flatMap(company =>
            rowsOf(
              { sourceId, company, portal, now: context.now() },
              contracts,
              config,
            ),
          ),
          cursor: after ?? cursor ?? '',
          last: after === undefined,
        };
      } catch (error) {
        throw toSourceError(error);
      }
    },
  };
}

function propertiesOf(config: HubspotConfig): string[] {
  const facets: readonly FacetId[] = figureFacets(config);
  return [
    ...new Set([
      ...identityProperties(config),
      ...propertiesByFacet(config)
        .filter(([facet]) => facets.includes(facet))
        .flatMap(([, names]) => names),
    ]),
  ];
}

/**
 * @param contracts - of the companies of whom all could be read; of others there
 *   is no row, rather than one that says too little
 */
function rowsOf(
  read: ReadCompany,
  contracts: ReadonlyMap<string, readonly HubspotRecord[]> | undefined,
  config: HubspotConfig,
): BulkRow[] {
  const { company } = read;
  const owner = ownerOf(company, config);
  const row = <TData>(
    facet: FigureFacet,
    { data, missing = [] }: Found<TData>,
  ) => ({
    kind: 'data' as const,
    facet,
    account: company.id,
    data,
    missing: [MISSING[facet], ...missing],
    figuresWhole: missing.length === 0,
    ...(owner && { owner }),
  });
  const agreed = contracts?.get(company.id);
  return [
    ...(config.health ? [row('health', toHealth(read, config.health))] : []),
    ...(config.nps ? [row('surveys', toSurveys(read, config.nps))] : []),
    ...(config.contracts && agreed
      ? [row('contracts', toContracts(read, agreed, config.contracts))]
      : []),
  ] as BulkRow[];
}

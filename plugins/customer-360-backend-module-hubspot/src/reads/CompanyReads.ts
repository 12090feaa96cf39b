import { MAX_RECORDS } from '@customer-360/backstage-plugin-customer-360-common';
import {
  SourceError,
  type LinkedAccount,
  type SourceContext,
} from '@customer-360/backstage-plugin-customer-360-node';
import { DefaultHubspotApi } from '../api/DefaultHubspotApi';
import type { HubspotApi } from '../api/HubspotApi';
import type { HubspotRecord, Pipelines } from '../api/wire';
import type { HubspotConfig } from '../config/HubspotConfig';
import type { ReadCompany } from '../facets/ReadCompany';
import { companyProperties } from './companyProperties';
import { inBatches } from './inBatches';
import { isCompanyOf } from './isCompanyOf';
import { OwnerDirectory } from './OwnerDirectory';
import { PortalInfo } from './PortalInfo';

/** Association pages of one record: 500 ids each. */
const MAX_ASSOCIATION_PAGES = 4;

/** What hangs on the company. @internal */
export interface Associated {
  readonly ids: readonly string[];
  /** Labels that the portal's users gave to the association, by id. */
  readonly labels: ReadonlyMap<string, readonly string[]>;
  /** HubSpot's own number of the kind of association, by id. */
  readonly typeIds: ReadonlyMap<string, ReadonlySet<number>>;
  /** True where there are more than `ids`. */
  readonly truncated: boolean;
  readonly missing: readonly string[];
}

/** Records that were asked for by id. @internal */
export interface RecordsRead {
  readonly records: readonly HubspotRecord[];
  /** True where more were asked for than a facet may hold. */
  readonly truncated: boolean;
  readonly missing: readonly string[];
}

/**
 * What the facets of one company read from HubSpot. Each read is made once per
 * view, whichever facets ask for it.
 *
 * @internal
 */
export class CompanyReads {
  readonly sourceId: string;
  readonly config: HubspotConfig;
  readonly now: Date;
  readonly #account: LinkedAccount;
  readonly #context: SourceContext;
  readonly #api: HubspotApi;

  constructor(options: {
    sourceId: string;
    config: HubspotConfig;
    account: LinkedAccount;
    context: SourceContext;
  }) {
    this.sourceId = options.sourceId;
    this.config = options.config;
    this.now = options.context.now();
    this.#account = options.account;
    this.#context = options.context;
    this.#api = new DefaultHubspotApi(options.config, options.context);
  }

  get api(): HubspotApi {
    return this.#api;
  }

  /** A read that is shared among the facets of this company. */
  once<T>(key: string, fn: () => Promise<T>): Promise<T> {
    return this.#context.once(
      `${this.sourceId}/${this.#account.id}/${key}`,
      fn,
    );
  }

  /**
   * The company with all mapped properties. Every facet begins here: a company
   * that is gone must not look like one without contacts.
   *
   * @throws SourceError `not_found` where it is gone, archived or merged into
   *   another; `identity_mismatch` where it is another customer's
   */
  company(): Promise<HubspotRecord> {
    return this.once('company', async () => {
      const { id } = this.#account;
      if (!/^\d{1,20}$/.test(id)) {
        throw new SourceError('not_found');
      }
      const { current, withHistory } = companyProperties(this.config);
      const company = await this.#api.record(
        'companies',
        id,
        current,
        withHistory,
      );
      if (company.archived) {
        throw new SourceError('not_found');
      }
      if (company.id !== id) {
        throw new SourceError(
          mergedIds(company).includes(id) ? 'not_found' : 'identity_mismatch',
        );
      }
      if (!isCompanyOf(company, this.#account.customer, this.config)) {
        throw new SourceError('identity_mismatch');
      }
      return company;
    });
  }

  /** What the facets need that are made of the company alone. */
  async readCompany(): Promise<ReadCompany> {
    const [company, portal] = await Promise.all([
      this.company(),
      this.portal(),
    ]);
    return { sourceId: this.sourceId, company, portal, now: this.now };
  }

  /** Where the portal is and how it counts. */
  portal(): Promise<PortalInfo> {
    return this.#shared('portal', async () =>
      PortalInfo.of(await this.#api.portal()),
    );
  }

  owners(): Promise<OwnerDirectory> {
    return this.#shared('owners', () => OwnerDirectory.read(this.#api));
  }

  dealPipelines(): Promise<Pipelines> {
    return this.#shared('pipelines', () => this.#api.pipelines('deals'));
  }

  /** Ids of the records of one object type that hang on the company. */
  associated(objectType: string): Promise<Associated> {
    return this.once(`associated/${objectType}`, async () => {
      const { id } = await this.company();
      const labels = new Map<string, string[]>();
      const typeIds = new Map<string, Set<number>>();
      let missing: string[] = [];
      let after: string | undefined;
      for (let page = 0; page < MAX_ASSOCIATION_PAGES; page++) {
        const answer = await this.#api.associations('companies', objectType, [
          { id, ...(after !== undefined && { after }) },
        ]);
        if (answer.failed > 0) {
          missing = [`The list of ${objectType} could not be read in full`];
        }
        for (const target of answer.results.flatMap(({ to }) => to)) {
          const known = labels.get(target.toObjectId) ?? [];
          const kinds = typeIds.get(target.toObjectId) ?? new Set();
          for (const type of target.associationTypes) {
            kinds.add(type.typeId);
            // HubSpot's own label "Primary" speaks of the company, not of the
            // record that hangs on it; only the portal's own labels are roles.
            if (type.category === 'USER_DEFINED' && type.label) {
              known.push(type.label);
            }
          }
          labels.set(target.toObjectId, known);
          typeIds.set(target.toObjectId, kinds);
        }
        const next = answer.results[0]?.paging?.next?.after;
        if (next === undefined || next === after) {
          after = undefined;
          break;
        }
        after = next;
      }
      const truncated = after !== undefined;
      return { ids: [...labels.keys()], labels, typeIds, truncated, missing };
    });
  }

  /** Records by id, at most `MAX_RECORDS` of them. */
  async records(
    objectType: string,
    ids: readonly string[],
    properties: readonly string[],
  ): Promise<RecordsRead> {
    const asked = ids.slice(0, MAX_RECORDS);
    const records = await inBatches(asked, batch =>
      this.#api.records(objectType, batch, properties),
    );
    const lost = asked.length - records.length;
    return {
      records,
      truncated: asked.length < ids.length,
      missing:
        lost > 0 ? [`${lost} of the ${objectType} could not be read`] : [],
    };
  }

  /** Shared by all companies: nothing in it depends on which one it is. */
  #shared<T>(key: string, fn: () => Promise<T>): Promise<T> {
    return this.#context.once(`${this.sourceId}/${key}`, fn);
  }
}

/**
 * A company that was merged into another answers under the other's id, and
 * lists the ids that went into it. It is gone: the other one may be another
 * customer's.
 */
function mergedIds(company: HubspotRecord): string[] {
  const merged = company.properties.hs_merged_object_ids;
  return typeof merged === 'string' ? merged.split(';') : [];
}

import {
  Drift,
  SourceError,
} from '@customer-360/backstage-plugin-customer-360-node';
import type { HubspotRecord } from '../api/wire';
import { Properties } from '../values/Properties';
import type { CompanyReads } from './CompanyReads';

/** Whether a deal is won and whether it may be shown: what a contract needs. @internal */
export const WON = 'hs_is_closed_won';

const DEAL_PROPERTIES = [
  'dealname',
  'amount',
  'deal_currency_code',
  'dealstage',
  'pipeline',
  'closedate',
  'hs_is_closed',
  WON,
  'hubspot_owner_id',
  'hs_next_step',
];

/** The deals that may be shown. @internal */
export interface Deals {
  readonly visible: readonly HubspotRecord[];
  /** Ids of deals that only their own team may see in HubSpot. */
  readonly privateIds: ReadonlySet<string>;
  readonly truncated: boolean;
  readonly missing: readonly string[];
}

/**
 * The company's deals. Private ones are sorted out here, at one place, before
 * any facet sees them, and without a word: that there are some is private too.
 *
 * @internal
 */
export function readDeals(reads: CompanyReads): Promise<Deals> {
  return reads.once('deals', async () => {
    const associated = await reads.associated('deals');
    const mapped =
      reads.config.contracts?.objectType === 'deals'
        ? Object.values(reads.config.contracts.properties)
        : [];
    const { records, missing, truncated } = await reads.records(
      'deals',
      associated.ids,
      [
        ...new Set([
          ...DEAL_PROPERTIES,
          ...privateProperty(reads),
          ...mapped.filter(name => name !== undefined),
        ]),
      ],
    );
    const isHidden = privacyOf(reads);
    return {
      visible: records.filter(deal => !isHidden(deal)),
      privateIds: new Set(records.filter(isHidden).map(({ id }) => id)),
      truncated: associated.truncated || truncated,
      missing: [...associated.missing, ...missing],
    };
  });
}

/**
 * Which of some deals must not be shown. Deals beyond those of the company are
 * asked for; one that cannot be read counts as private.
 *
 * @throws SourceError `no_access` where the key may not read deals
 * @internal
 */
export async function findHiddenDeals(
  reads: CompanyReads,
  ids: Iterable<string>,
): Promise<ReadonlySet<string>> {
  const wanted = new Set(ids);
  if (wanted.size === 0 || reads.config.privateDealProperty === undefined) {
    return new Set();
  }
  const { visible, privateIds } = await readDeals(reads);
  const hidden = new Set<string>();
  const unknown: string[] = [];
  const open = new Set(visible.map(({ id }) => id));
  for (const id of wanted) {
    if (privateIds.has(id)) {
      hidden.add(id);
    } else if (!open.has(id)) {
      unknown.push(id);
    }
  }
  if (unknown.length > 0) {
    const { records } = await reads.records(
      'deals',
      unknown,
      privateProperty(reads),
    );
    const isHidden = privacyOf(reads);
    const readable = new Set(
      records.filter(deal => !isHidden(deal)).map(({ id }) => id),
    );
    for (const id of unknown) {
      if (!readable.has(id)) {
        hidden.add(id);
      }
    }
  }
  return hidden;
}

/** @internal */
export function privateProperty({
  config,
}: Pick<CompanyReads, 'config'>): string[] {
  return config.privateDealProperty === undefined
    ? []
    : [config.privateDealProperty];
}

/** Anything but a clear "no" is private: the rule fails closed. @internal */
export function privacyOf({
  config,
}: Pick<CompanyReads, 'config'>): (deal: HubspotRecord) => boolean {
  const { privateDealProperty } = config;
  if (privateDealProperty === undefined) {
    return () => false;
  }
  return deal => {
    if (!(privateDealProperty in deal.properties)) {
      // HubSpot leaves out a property that the portal does not have: then the
      // mapping is wrong, and no deal may be taken for public.
      throw new SourceError('schema');
    }
    const value = new Properties(deal.properties, new Drift()).text(
      privateDealProperty,
    );
    return value !== undefined && !/^(false|no|0)$/i.test(value);
  };
}

import { Drift } from '@customer-360/backstage-plugin-customer-360-node';
import {
  toShortText,
  type FeedbackData,
  newestFirst,
} from '@customer-360/backstage-plugin-customer-360-common';
import type { HubspotConfig } from '../config/HubspotConfig';
import { Properties } from '../values/Properties';
import type { ReadFacet } from './FacetReads';

/** What they ask for, from the object that config names. @internal */
export function readFeedback(
  mapping: NonNullable<HubspotConfig['feedback']>,
): ReadFacet<FeedbackData> {
  return async reads => {
    const names = mapping.properties;
    const [portal, associated] = await Promise.all([
      reads.portal(),
      reads.associated(mapping.objectType),
    ]);
    const { records, missing, truncated } = await reads.records(
      mapping.objectType,
      associated.ids,
      Object.values(names).filter(name => name !== undefined),
    );
    const drift = new Drift();
    drift.addAll(associated.missing);
    drift.addAll(missing);
    const items = records.flatMap(record => {
      const properties = new Properties(record.properties, drift);
      const title = properties.text(names.title);
      const at = properties.instant(names.at);
      if (title === undefined || at === undefined) {
        return [];
      }
      const kind = properties.text(names.kind);
      if (kind !== undefined && !(kind in mapping.kinds)) {
        drift.add('Some feedback is of a kind that the mapping does not name');
      }
      const status = properties.text(names.status);
      return [
        {
          source: reads.sourceId,
          id: record.id,
          url: portal.urlOf(mapping.objectType, record.id),
          title: toShortText(title),
          kind:
            (kind !== undefined && mapping.kinds[kind]) || ('request' as const),
          status:
            status !== undefined && mapping.closed.includes(status)
              ? ('closed' as const)
              : ('open' as const),
          at,
        },
      ];
    });
    items.sort(newestFirst(({ at }) => at));
    return {
      data: { items },
      missing: drift.missing,
      truncated: associated.truncated || truncated,
    };
  };
}

import type { ContractsData } from '@customer-360/backstage-plugin-customer-360-common';
import type { FacetReader } from '@customer-360/backstage-plugin-customer-360-node';
import { StripeCatalog } from '../mrr/StripeCatalog';
import { Gaps } from '../records/Gaps';
import type { StripeFacetContext } from '../records/StripeFacetContext';
import { expressesTerm, pricesOf, termContracts } from './termContracts';

/** Terms that were agreed, as far as Stripe knows them. */
export function contractsFacet(
  facet: StripeFacetContext,
): FacetReader<ContractsData> {
  return {
    async read(account, context) {
      const reader = facet.reader(account, context);
      const gaps = new Gaps();
      const [, schedules] = await Promise.all([
        reader.customer(),
        reader.schedules(),
      ]);
      gaps.addDrift(schedules.drift);
      const terms = schedules.items.filter(expressesTerm);
      const catalog = new StripeCatalog(reader, gaps);
      await catalog.load([], pricesOf(terms), []);
      return {
        truncated: schedules.truncated,
        data: { contracts: termContracts(facet, terms, catalog, gaps) },
        missing: gaps.missing,
      };
    },
  };
}

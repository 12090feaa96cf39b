import type {
  Invoice,
  InvoicesData,
} from '@customer-360/backstage-plugin-customer-360-common';
import type { FacetReader } from '@customer-360/backstage-plugin-customer-360-node';
import type { StripeInvoice } from '../api/wire';
import { Gaps } from '../records/Gaps';
import type { StripeFacetContext } from '../records/StripeFacetContext';
import { invoiceRecord } from './invoiceRecord';

/** What was billed: the newest invoices, and every open one. */
export function invoicesFacet(
  facet: StripeFacetContext,
): FacetReader<InvoicesData> {
  const toRecords = (
    invoices: readonly StripeInvoice[],
    gaps: Gaps,
  ): Invoice[] =>
    invoices.flatMap(invoice => invoiceRecord(facet, invoice, gaps) ?? []);

  return {
    async read(account, context) {
      const reader = facet.reader(account, context);
      const gaps = new Gaps();
      const [, recent, open] = await Promise.all([
        reader.customer(),
        reader.invoices(),
        reader.openInvoices(),
      ]);
      gaps.addDrift([...recent.drift, ...open.drift]);
      if (open.truncated) {
        gaps.add('There are more open invoices than are added up here');
      }
      const data = {
        invoices: toRecords(recent.items, gaps),
        open: toRecords(open.items, gaps),
      };
      return { data, truncated: recent.truncated, missing: gaps.missing };
    },

    async page(account, { cursor, limit }, context) {
      const reader = facet.reader(account, context);
      const gaps = new Gaps();
      const [, { items, next, drift }] = await Promise.all([
        reader.customer(),
        reader.invoicePage(limit, cursor),
      ]);
      gaps.addDrift(drift);
      return {
        data: { invoices: toRecords(items, gaps), open: [] },
        nextCursor: next,
        missing: gaps.missing,
      };
    },
  };
}

import type { Label } from '../access/labels';
import type { Redaction } from './defineFacet';

/** A record of which some texts were written by our own staff. */
interface StaffText {
  title?: string;
  body?: string;
  /** Set when the record hangs on a deal: then it is sales talk too. */
  opportunityId?: string;
}

/**
 * Free text by our own staff is a `notes` field, and a `sales` field as well
 * when its record hangs on a deal. Without the label only date, kind and person
 * remain.
 */
export function redactStaffText<T extends StaffText>(
  records: readonly T[],
  has: (label: Label) => boolean,
): Redaction<T[]> {
  const redacted = new Set<Label>();
  const data = records.map(record => {
    const missing = labelsOf(record).filter(label => !has(label));
    const [first] = missing;
    if (first) {
      // Only the first: that `sales` is missing too would tell those without
      // either label which customers have a deal.
      redacted.add(first);
    }
    const visible = { ...record };
    if (missing.length > 0) {
      delete visible.title;
      delete visible.body;
    }
    // That there is a deal at all is for those who may see deals.
    if (!has('sales')) {
      delete visible.opportunityId;
    }
    return visible;
  });
  return { data, redacted: [...redacted].sort() };
}

/** `notes` first, which all staff's text needs. */
function labelsOf(record: StaffText): Label[] {
  if (record.title === undefined && record.body === undefined) {
    return [];
  }
  return record.opportunityId === undefined ? ['notes'] : ['notes', 'sales'];
}

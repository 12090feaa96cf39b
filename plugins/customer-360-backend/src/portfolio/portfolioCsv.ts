import {
  minorUnits,
  type Money,
  type PortfolioRow,
} from '@customer-360/backstage-plugin-customer-360-common';

type Cell = string | number | undefined;

/** What stands in each column; what is hidden or not known is empty. */
const COLUMNS: ReadonlyArray<
  readonly [name: string, of: (row: PortfolioRow) => Cell]
> = [
  ['customer', row => row.ref],
  ['name', row => row.title],
  ['segment', row => row.segment],
  ['lifecycle', row => row.lifecycle],
  ['owner', row => row.owner],
  [
    'team',
    row => row.team.map(({ role, ref }) => `${role}: ${ref}`).join('; '),
  ],
  // Amounts of several currencies are never added: one after the other.
  ['mrr', row => row.mrr?.map(inMajorUnits).join(' + ')],
  ['mrr_currency', row => row.mrr?.map(({ currency }) => currency).join(' + ')],
  ['mrr_change_percent_30d', ({ mrrChange }) => rounded(mrrChange?.percent)],
  ['ends_or_renews', ({ renews }) => renews?.kind],
  ['ends_or_renews_on', ({ renews }) => renews?.day],
  ['notice_by', ({ renews }) => renews?.noticeDay],
  ['health', ({ health }) => health?.score],
  ['health_max', ({ health }) => health?.max],
  [
    'health_coverage_percent',
    ({ health }) => rounded(health && health.coverage * 100),
  ],
  ['urgent_tickets_open', row => row.severity1],
  ['dormant_days', row => row.dormantDays],
  ['renewal_risk', row => row.risk],
  ['reasons', row => row.reasons.map(({ text }) => text).join('; ')],
  ['not_visible_to_you', row => row.hidden.join('; ')],
  ['oldest_figure_at', ({ oldest }) => oldest?.asOf],
  ['oldest_figure_from', ({ oldest }) => oldest?.source],
];

/** The first line, with a mark by which spreadsheets know that it is UTF-8. */
export function csvHead(): string {
  return `\uFEFF${lineOf(COLUMNS.map(([name]) => name))}`;
}

/** One customer, by RFC 4180. Pure. */
export function csvLine(row: PortfolioRow): string {
  return lineOf(COLUMNS.map(([, of]) => of(row)));
}

function lineOf(cells: readonly Cell[]): string {
  return `${cells.map(cellOf).join(',')}\r\n`;
}

function cellOf(cell: Cell): string {
  if (cell === undefined) {
    return '';
  }
  // A spreadsheet takes what begins so for a formula, and runs it. Numbers are
  // ours, and may be negative.
  const text =
    typeof cell === 'string' && /^[=+\-@\t\r]/.test(cell)
      ? `'${cell}`
      : `${cell}`;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** `4800.00`; of yen without a point. */
function inMajorUnits({ amount, currency }: Money): string {
  const digits = minorUnits(currency);
  const text = String(Math.abs(amount)).padStart(digits + 1, '0');
  const major =
    digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
  return amount < 0 ? `-${major}` : major;
}

function rounded(value: number | undefined): number | undefined {
  return value === undefined ? undefined : Math.round(value * 10) / 10;
}

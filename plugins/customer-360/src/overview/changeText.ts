import type { FigureChange } from '@customer-360/backstage-plugin-customer-360-common';
import { formatDay } from '../format/formatDate';
import { formatMoney } from '../format/formatMoney';
import { formatNumber, formatSignedPercent } from '../format/formatNumber';
import type { overviewMessages } from './messages';

type Words = typeof overviewMessages.messages;

/** With its unit: `€5,500`, `92 %`, `194`. */
function valueText({ figure, unit }: FigureChange, value: number): string {
  if (figure === 'mrr') {
    return formatMoney({ amount: value, currency: unit }, { whole: true });
  }
  return unit === '%' ? `${formatNumber(value)} %` : formatNumber(value);
}

/** Sign, unit and percentage: `−€700 (−12.7%)`, `+3 points`. */
function movedText(change: FigureChange, absolute: number, m: Words): string {
  const magnitude = Math.abs(absolute);
  const sign = absolute > 0 ? '+' : '−';
  const moved =
    change.unit === '%'
      ? m.points(`${sign}${formatNumber(magnitude)}`)
      : `${sign}${valueText(change, magnitude)}`;
  return change.percent === undefined
    ? moved
    : `${moved} (${formatSignedPercent(change.percent)})`;
}

function windowText(change: FigureChange, m: Words): string {
  return change.observedSince === undefined
    ? m.inWindow(change.windowDays)
    : m.observedSince(formatDay(change.observedSince));
}

/**
 * How a figure has moved, always with its window, or since when it is observed:
 * `−€700 (−12.7%) in 30 days`. Undefined where no value of then is known.
 *
 * @internal
 */
export function changeText(
  change: FigureChange,
  m: Words,
  what?: string,
  /** The change that it stands behind, whose window need not be said twice. */
  after?: FigureChange,
): string | undefined {
  const { absolute } = change;
  if (absolute === undefined) {
    return undefined;
  }
  const moved = absolute === 0 ? m.unchanged : movedText(change, absolute, m);
  const window = windowText(change, m);
  const said = after?.before !== undefined && windowText(after, m) === window;
  return [moved, what, !said && window].filter(Boolean).join(' ');
}

/** The same with what it was: `…, was €5,500`. @internal */
export function changeLine(
  change: FigureChange,
  m: Words,
  what?: string,
): string {
  const text = changeText(change, m, what);
  if (text === undefined || change.before === undefined) {
    return m.changeUnknown(change.windowDays);
  }
  return change.absolute === 0
    ? text
    : m.changeFrom(text, valueText(change, change.before));
}

/** Of several currencies each by itself. @internal */
export function changeLines(
  changes: readonly FigureChange[],
  m: Words,
): string | undefined {
  const [first] = changes;
  if (first === undefined) {
    return undefined;
  }
  const known = changes.flatMap(change => changeText(change, m) ?? []);
  return changes.length === 1 || known.length === 0
    ? changeLine(first, m)
    : known.join(' · ');
}

/** The one of a figure. @internal */
export function changeOf(
  changes: readonly FigureChange[],
  figure: FigureChange['figure'],
): FigureChange | undefined {
  return changes.find(change => change.figure === figure);
}

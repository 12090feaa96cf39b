import { currencyOf } from '../../world/currencies.ts';

/**
 * A value as HubSpot keeps it: a text, or null.
 *
 * @internal
 */
export function propertyValue(
  value: string | number | boolean | undefined,
): string | null {
  return value === undefined || value === '' ? null : String(value);
}

/** The day of an instant, as a `date` property holds it. @internal */
export function dayOf(instant: string): string {
  return instant.slice(0, 10);
}

/** An instant or a day as a `datetime` property holds it: with milliseconds. @internal */
export function instantOf(value: string): string {
  return new Date(value).toISOString();
}

/**
 * Major units as HubSpot's number properties hold money: `14400`, `899.5`, and
 * whole yen.
 *
 * @internal
 */
export function majorUnits(minorUnits: number, currency: string): string {
  return String(minorUnits / 10 ** currencyOf(currency).exponent);
}

/** The latest of some instants. @internal */
export function latest(
  instants: readonly (string | undefined)[],
): string | undefined {
  return instants
    .filter(instant => instant !== undefined)
    .map(instantOf)
    .sort()
    .at(-1);
}

/** A plain text as the HTML of a rich text property. @internal */
export function asHtml(text: string): string {
  return /<[a-z]+[^>]*>/i.test(text) ? text : `<p>${text}</p>`;
}

/** HTML without its tags, as the preview shows it. @internal */
export function preview(html: string): string {
  return html
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 140);
}

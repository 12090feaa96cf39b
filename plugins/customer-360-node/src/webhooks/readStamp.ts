/** How a vendor writes when it signed. @public */
export type StampUnit = 'seconds' | 'milliseconds' | 'iso';

const ISO =
  /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:?\d{2})$/;

/**
 * The stamp of a delivery as a moment; undefined for what is none. The text is
 * what was signed: sign that, and not what was read of it.
 *
 * @public
 */
export function readStamp(
  text: string | undefined,
  unit: StampUnit,
): Date | undefined {
  if (text === undefined) {
    return undefined;
  }
  const milliseconds = unit === 'iso' ? ofIso(text) : ofNumber(text, unit);
  return Number.isNaN(new Date(milliseconds).getTime())
    ? undefined
    : new Date(milliseconds);
}

function ofIso(text: string): number {
  return ISO.test(text) ? Date.parse(text) : NaN;
}

function ofNumber(text: string, unit: 'seconds' | 'milliseconds'): number {
  if (!/^\d{1,16}$/.test(text)) {
    return NaN;
  }
  return unit === 'seconds' ? Number(text) * 1_000 : Number(text);
}

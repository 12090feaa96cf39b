/** @internal */
export function formatNumber(
  value: number,
  options: { digits?: number; locale?: string } = {},
): string {
  return new Intl.NumberFormat(options.locale, {
    maximumFractionDigits: options.digits ?? 1,
  }).format(value);
}

/**
 * A percentage with its sign, from a percentage (12.7 is 12.7 %). The minus is
 * the typographic one, which is as wide as the plus.
 *
 * @internal
 */
export function formatSignedPercent(percent: number, locale?: string): string {
  return new Intl.NumberFormat(locale, {
    style: 'percent',
    maximumFractionDigits: 1,
    signDisplay: 'exceptZero',
  })
    .format(percent / 100)
    .replace('-', '−');
}

/** A part of a whole as a percentage: 0.92 is 92 %. @internal */
export function formatShare(share: number, locale?: string): string {
  return new Intl.NumberFormat(locale, {
    style: 'percent',
    maximumFractionDigits: 0,
  }).format(share);
}

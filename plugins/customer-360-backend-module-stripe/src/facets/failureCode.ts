/**
 * Why a payment failed, as a machine word. Stripe says `card_declined` and gives
 * the issuer's reason beside it; the reason is what helps. Codes are open at
 * Stripe, so the shape is checked and texts are never let through.
 */
export function failureCode(
  ...codes: ReadonlyArray<string | null | undefined>
): string | undefined {
  return codes.find(
    (code): code is string =>
      typeof code === 'string' && /^[a-z0-9_]{1,60}$/.test(code),
  );
}

/** Marks what opens the evidence of a change. @internal */
export const EVIDENCE = 'data-customer-360-evidence';

/**
 * Opens what the tile in focus rests on, else the first of the page.
 *
 * @returns false where nothing has changed
 * @internal
 */
export function openEvidence(): boolean {
  const tile = document.activeElement?.closest('[role="group"], section');
  const button =
    tile?.querySelector<HTMLElement>(`[${EVIDENCE}]`) ??
    document.querySelector<HTMLElement>(`[${EVIDENCE}]`);
  // So that closing it leads back to where it was opened.
  button?.focus();
  button?.click();
  return button !== null;
}

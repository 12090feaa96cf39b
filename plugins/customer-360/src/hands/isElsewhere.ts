const WRITING =
  'input, textarea, select, [contenteditable=""], [contenteditable="true"], [role="textbox"], [role="combobox"], [role="searchbox"]';
const ABOVE_THE_PAGE =
  '[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]';

/**
 * Whether a key is meant for something else than the page: for a field that one
 * writes into, for what is open above the page, or, with Ctrl, Alt or Meta, for
 * the browser.
 *
 * @internal
 */
export function isElsewhere(event: KeyboardEvent): boolean {
  if (
    event.defaultPrevented ||
    event.isComposing ||
    event.ctrlKey ||
    event.altKey ||
    event.metaKey
  ) {
    return true;
  }
  // Keys inside of a shadow root arrive with its host as target.
  const target = event.composedPath()[0];
  return (
    target instanceof Element &&
    target.closest(`${WRITING}, ${ABOVE_THE_PAGE}`) !== null
  );
}

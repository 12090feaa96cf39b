/** The language that the viewer's browser asks for. @internal */
export function viewerLocale(): string {
  return new Intl.NumberFormat().resolvedOptions().locale;
}

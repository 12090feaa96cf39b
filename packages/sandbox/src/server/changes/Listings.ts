/** @public */
export const listingModes = ['normal', 'empty', 'half'] as const;

/**
 * Which customers a vendor's lists, searches and exports show: all, none, or
 * every other one. Whoever is asked for by number is there all the same.
 *
 * @public
 */
export type ListingMode = (typeof listingModes)[number];

/** @internal */
export class Listings {
  readonly #modes = new Map<string, ListingMode>();

  set(vendor: string, mode: ListingMode): void {
    this.#modes.set(vendor, mode);
  }

  shows(vendor: string, index: number): boolean {
    switch (this.#modes.get(vendor)) {
      case 'empty':
        return false;
      case 'half':
        return index % 2 === 0;
      default:
        return true;
    }
  }
}

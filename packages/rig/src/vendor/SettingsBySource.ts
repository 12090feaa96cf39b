import {
  DEFAULT_SETTINGS,
  type VendorChange,
  type VendorSettings,
} from './VendorSettings.ts';

const ALL = '*';

/** What was changed, by source. */
export class SettingsBySource {
  readonly #changes = new Map<string, Partial<VendorSettings>>();
  readonly #merged = new Map<string, VendorSettings>();

  /** The same object as long as nothing was changed. */
  of(source: string): VendorSettings {
    let merged = this.#merged.get(source);
    if (!merged) {
      merged = {
        ...DEFAULT_SETTINGS,
        ...this.#changes.get(ALL),
        ...this.#changes.get(source),
      };
      this.#merged.set(source, merged);
    }
    return merged;
  }

  change({ source = ALL, ...change }: VendorChange): VendorSettings {
    this.#changes.set(source, { ...this.#changes.get(source), ...change });
    this.#merged.clear();
    return this.of(source);
  }

  reset(): void {
    this.#changes.clear();
    this.#merged.clear();
  }
}

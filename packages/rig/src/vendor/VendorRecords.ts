import type { VendorSettings } from './VendorSettings.ts';

/** What a record is found by. */
export interface RecordAddress {
  readonly source: string;
  readonly account: string;
  readonly facet: string;
}

/** An answer but for the moment it was read, which stands between the two. */
interface Body {
  readonly version: number;
  readonly settings: VendorSettings;
  readonly before: string;
  readonly after: string;
  readonly bytes: number;
}

const MAX_BODIES = 20_000;
const INSTANT_LENGTH = new Date(0).toISOString().length;

/** Records that exist as soon as they are asked for, with version 1. */
export class VendorRecords {
  readonly #versions = new Map<string, number>();
  readonly #bodies = new Map<string, Body>();

  /** The new version. */
  write(address: RecordAddress): number {
    const key = keyOf(address);
    const version = (this.#versions.get(key) ?? 1) + 1;
    this.#versions.set(key, version);
    return version;
  }

  /** The record as it is now, as JSON. */
  read(
    address: RecordAddress,
    page: number,
    settings: VendorSettings,
  ): { text: string; bytes: number } {
    const key = keyOf(address);
    const pageKey = `${key}/${page}`;
    const version = this.#versions.get(key) ?? 1;
    let body = this.#bodies.get(pageKey);
    if (body?.version !== version || body.settings !== settings) {
      body = makeBody(address, version, page, settings);
      if (this.#bodies.size >= MAX_BODIES) {
        this.#bodies.clear();
      }
      this.#bodies.set(pageKey, body);
    }
    const readAt = new Date().toISOString();
    return {
      text: `${body.before}${readAt}${body.after}`,
      bytes: body.bytes,
    };
  }

  reset(): void {
    this.#versions.clear();
    this.#bodies.clear();
  }
}

function keyOf({ source, account, facet }: RecordAddress): string {
  return `${source}/${account}/${facet}`;
}

function makeBody(
  { account, facet }: RecordAddress,
  version: number,
  page: number,
  settings: VendorSettings,
): Body {
  const { itemsPerPage, pages } = settings;
  const items = Array.from(
    { length: page <= pages ? itemsPerPage : 0 },
    (_, at) => {
      const number = (page - 1) * itemsPerPage + at + 1;
      return {
        id: `${account}-${facet}-${number}`,
        account,
        version,
        name: `${facet} ${number} of ${account}`,
      };
    },
  );
  const record = JSON.stringify({ account, facet, version });
  const before = `${record.slice(0, -1)},"readAt":"`;
  const after = `","page":${page},"pages":${pages},"items":${JSON.stringify(
    items,
  )}}`;
  const bytes = Buffer.byteLength(before + after) + INSTANT_LENGTH;
  return { version, settings, before, after, bytes };
}

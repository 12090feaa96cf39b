/** How one source answers. */
export interface VendorSettings {
  readonly latencyMs: number;
  /** More or less latency, at random. */
  readonly jitterMs: number;
  /** Another answer than 200, without a record. */
  readonly status: number;
  /** Seconds or a date, sent with that answer; null for none. */
  readonly retryAfter: number | string | null;
  /** No answer, ever. */
  readonly hang: boolean;
  readonly itemsPerPage: number;
  readonly pages: number;
  /** Answers with the record of this account, whoever was asked for. */
  readonly wrongAccount: string | null;
}

/** Without a source, or with `*`, for all sources that have no value of their own. */
export interface VendorChange extends Partial<VendorSettings> {
  readonly source?: string;
}

export const DEFAULT_SETTINGS: VendorSettings = {
  latencyMs: 0,
  jitterMs: 0,
  status: 200,
  retryAfter: null,
  hang: false,
  itemsPerPage: 10,
  pages: 1,
  wrongAccount: null,
};

const isText = (value: unknown) => typeof value === 'string' && value !== '';
const isNumber = (value: unknown, min: number, max: number) =>
  typeof value === 'number' && value >= min && value <= max;
const isWhole = (value: unknown, min: number, max: number) =>
  Number.isInteger(value) && isNumber(value, min, max);

const CHECKS: Record<keyof VendorChange, (value: unknown) => boolean> = {
  source: isText,
  latencyMs: value => isNumber(value, 0, 3_600_000),
  jitterMs: value => isNumber(value, 0, 3_600_000),
  status: value => isWhole(value, 200, 599),
  retryAfter: value =>
    value === null || isText(value) || isNumber(value, 0, Infinity),
  hang: value => typeof value === 'boolean',
  itemsPerPage: value => isWhole(value, 0, 10_000),
  pages: value => isWhole(value, 0, 10_000),
  wrongAccount: value => value === null || isText(value),
};

/** Rejects what it does not know: a misspelt fault would make a test pass. */
export function parseChange(input: unknown): VendorChange {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    throw new RangeError('A change is an object.');
  }
  for (const [name, value] of Object.entries(input)) {
    const check = Object.hasOwn(CHECKS, name)
      ? CHECKS[name as keyof VendorChange]
      : undefined;
    if (!check?.(value)) {
      throw new RangeError(
        check
          ? `${name} cannot be ${JSON.stringify(value)}.`
          : `There is no setting ${name}.`,
      );
    }
  }
  return input;
}

/**
 * A page as it is sent: made once, compressed once, the same bytes for all who
 * may see the same.
 */
export interface FinishedPage {
  /** Weak: two encodings of one page have the same. */
  readonly etag: string;
  /** JSON, gzip. */
  readonly gzip: Uint8Array;
}

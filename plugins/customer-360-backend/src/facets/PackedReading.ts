import { gunzipSync, gzipSync } from 'node:zlib';

/** What is known of a reading beside its data. Times are milliseconds of the shared clock. */
export interface ReadingMarks {
  /** Unique to this reading, the same on every instance that holds it. */
  readonly version: string;
  /** The generation that was current when the read began. */
  readonly generation: number;
  /** When it was true at the source, if not when it was read. ISO 8601 UTC. */
  readonly asOf?: string;
  /** Until when nothing is known to have changed since, where that is later. */
  readonly heldUntil?: number;
  readonly missing: readonly string[];
  /** Whether nothing that is missing is needed for what is observed of it. */
  readonly figuresWhole?: boolean;
  readonly truncated: boolean;
  /** When the read began: what it gave was true then or later. */
  readonly fetchedAt: number;
  /** Set once by whoever read it. */
  readonly freshUntil: number;
  /** Until when it beats nothing while a new read is late or failed. */
  readonly usableUntil: number;
}

/** One reading with its data let through by the facet's schema. */
export interface CachedReading extends ReadingMarks {
  readonly data: unknown;
}

/** The same as it is kept: unredacted, small. */
export interface PackedReading extends ReadingMarks {
  readonly packed: Uint8Array;
}

/**
 * A reading as whoever waited for it gets it: its data need not be unpacked. It
 * is never kept, and its data, which all who waited share, never changed.
 */
export interface JustRead extends PackedReading {
  readonly data: unknown;
}

/** Below this compressing makes nothing smaller. */
const WORTH_COMPRESSING_BYTES = 256;
const GZIP_MAGIC = 0x1f;

export function packReading(reading: CachedReading): PackedReading {
  const { data, ...marks } = reading;
  const json = Buffer.from(JSON.stringify(data));
  return {
    ...marks,
    // Copied: what zlib and Buffer give is often a slice that keeps a pooled
    // buffer of 64 KB alive.
    packed: new Uint8Array(
      json.byteLength < WORTH_COMPRESSING_BYTES
        ? json
        : gzipSync(json, { level: 5 }),
    ),
  };
}

export function unpackReading(
  reading: PackedReading | JustRead,
): CachedReading {
  const { packed, ...marks } = reading;
  if ('data' in marks) {
    return marks;
  }
  const bytes = Buffer.from(
    packed.buffer,
    packed.byteOffset,
    packed.byteLength,
  );
  // JSON never begins with this byte.
  const json = bytes[0] === GZIP_MAGIC ? gunzipSync(bytes) : bytes;
  return { ...marks, data: JSON.parse(json.toString('utf8')) };
}

/** A higher generation wins; within one, the read that began later. */
export function isNewer(
  a: Pick<ReadingMarks, 'generation' | 'fetchedAt'>,
  b: Pick<ReadingMarks, 'generation' | 'fetchedAt'>,
): boolean {
  return (
    a.generation > b.generation ||
    (a.generation === b.generation && a.fetchedAt >= b.fetchedAt)
  );
}

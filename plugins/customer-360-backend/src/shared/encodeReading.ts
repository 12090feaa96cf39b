import { z } from 'zod';
import type { PackedReading } from '../facets/PackedReading';

const LENGTH_BYTES = 4;

const marksSchema = z.strictObject({
  version: z.string(),
  generation: z.number(),
  asOf: z.string().optional(),
  heldUntil: z.number().optional(),
  missing: z.array(z.string()),
  figuresWhole: z.boolean().optional(),
  truncated: z.boolean(),
  fetchedAt: z.number(),
  freshUntil: z.number(),
  usableUntil: z.number(),
});

/** A reading as one buffer: length of the marks, the marks as JSON, the data. */
export function encodeReading({ packed, ...marks }: PackedReading): Buffer {
  const head = Buffer.from(JSON.stringify(marks));
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUInt32BE(head.byteLength);
  return Buffer.concat([length, head, packed]);
}

/** Undefined for anything that this version of the service has not written. */
export function decodeReading(buffer: Buffer): PackedReading | undefined {
  try {
    const end = LENGTH_BYTES + buffer.readUInt32BE();
    const marks = marksSchema.parse(
      JSON.parse(buffer.toString('utf8', LENGTH_BYTES, end)),
    );
    // Copied: what the client gives may be a slice of a larger buffer.
    return { ...marks, packed: new Uint8Array(buffer.subarray(end)) };
  } catch {
    return undefined;
  }
}

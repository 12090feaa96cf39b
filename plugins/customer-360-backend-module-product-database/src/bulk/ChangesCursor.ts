import { SourceError } from '@customer-360/backstage-plugin-customer-360-node';
import { z } from 'zod';

const schema = z.strictObject({
  since: z.iso.datetime(),
  after: z.string().max(255),
  told: z.iso.datetime().optional(),
});

/** Up to where what has changed has been read. */
export interface ChangesPosition {
  /** ISO 8601 UTC. */
  readonly since: string;
  /** The last account that was read of those that changed at that time. */
  readonly after: string;
  /**
   * In the very first round: what changed before this need not be told. ISO 8601
   * UTC.
   */
  readonly told?: string;
}

/** @throws SourceError `not_found` for what is no cursor of ours: it begins anew */
export function decodePosition(cursor: string): ChangesPosition {
  try {
    return schema.parse(JSON.parse(cursor));
  } catch {
    throw new SourceError('not_found');
  }
}

export function encodePosition({
  since,
  after,
  told,
}: ChangesPosition): string {
  return JSON.stringify({ since, after, told });
}

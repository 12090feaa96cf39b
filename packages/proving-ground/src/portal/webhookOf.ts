import {
  createSignedWebhook,
  readStamp,
  type SourceWebhook,
} from '@customer-360/backstage-plugin-customer-360-node';
import { z } from 'zod';
import type { RecordedFacet } from './recordOf';

/** Header with the HMAC-SHA256 of stamp, dot and body, in hexadecimal. */
const SIGNATURE = 'x-signature';
/** When it was signed, in seconds since the epoch. */
const STAMP = 'x-stamp';

/** One event of the fake vendor: of an account, or of a record of one. */
const deliverySchema = z.strictObject({
  id: z.string(),
  account: z.string().optional(),
  record: z.string().optional(),
  /** ISO 8601 UTC. */
  occurredAt: z.string().optional(),
});

/**
 * How a fake vendor tells of changes. The account of a record has the record's
 * own name, and is asked for all the same.
 */
export function webhookOf(source: {
  id: string;
  facets: readonly RecordedFacet[];
  secret: string;
  vendorUrl: string;
}): SourceWebhook {
  const { facets, id, secret, vendorUrl } = source;
  return createSignedWebhook({
    secrets: [`${secret} ${id}`],
    facets,
    signature: ({ headers, raw }) => {
      const { [SIGNATURE]: signature, [STAMP]: text } = headers;
      const stamp = text === undefined ? undefined : readStamp(text, 'seconds');
      return signature === undefined || text === undefined || !stamp
        ? undefined
        : {
            signatures: [signature],
            encoding: 'hex',
            signed: [`${text}.`, raw],
            stamp,
          };
    },
    schema: deliverySchema,
    read: delivery => [
      {
        id: delivery.id,
        type: 'record.changed',
        facets: [...facets],
        ...(delivery.occurredAt !== undefined && {
          occurredAt: delivery.occurredAt,
        }),
        ...(delivery.account !== undefined && {
          accounts: [delivery.account],
        }),
        ...(delivery.record !== undefined && {
          record: { type: 'record', id: delivery.record },
        }),
      },
    ],
    accountsOf: async (record, { http }) => {
      const { data } = await http.json({
        url: `${vendorUrl}/v1/${id}/accounts/${encodeURIComponent(record.id)}/${
          facets[0]
        }`,
        operation: 'record.get',
        schema: z.object({ account: z.string() }),
      });
      return [data.account];
    },
  });
}

import { sourceParameter } from './parameters';

const said = (description: string) => ({
  description,
  content: { 'text/plain': { schema: { type: 'string' } } },
});

/**
 * Answered before the router of the contract, which parses; it stands here for
 * who reads it.
 */
export const webhookPaths = {
  '/v1/webhooks/{source}': {
    post: {
      operationId: 'ReceiveWebhook',
      description:
        'A delivery of a vendor, signed as the vendor signs. Needs no sign-in. Ids alone are taken from it: what changed is read at the source.',
      parameters: [sourceParameter],
      requestBody: {
        required: true,
        description:
          'The vendor’s bytes, not compressed, up to `customer360.webhooks.maxBodyBytes`.',
        content: { '*/*': { schema: {} } },
      },
      responses: {
        200: said('Kept; or the answer to a challenge of the vendor.'),
        400: said('Signed, and not what the vendor describes.'),
        401: said(
          'Not signed with our secret, signed too long ago, or of another account.',
        ),
        404: said('No such source, or no secret configured for its webhook.'),
        408: said('The body did not come in time.'),
        413: said('The body is too large.'),
        415: said('The body is compressed.'),
        503: said(
          'It cannot be kept now; `Retry-After` says when to send again.',
        ),
      },
    },
  },
} as const;

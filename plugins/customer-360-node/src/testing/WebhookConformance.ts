import type {
  SourceWebhook,
  WebhookEvent,
  WebhookRequest,
} from '../webhooks/SourceWebhook';

/** How to sign as the vendor does, without the code under test. @public */
export type WebhookSigner = (delivery: {
  readonly raw: Buffer;
  readonly secret: string;
  /** When the vendor signs it. */
  readonly at: Date;
}) => WebhookRequest;

/** @public */
export interface WebhookConformance {
  /** Of the module: "Stripe". */
  readonly name: string;
  /** The webhook of a source that is configured with these secrets. */
  readonly createWebhook: (
    secrets: readonly string[],
  ) => SourceWebhook | undefined;
  readonly sign: WebhookSigner;
  /** A delivery that concerns the source, and what must be made of it. */
  readonly delivery: unknown;
  readonly events: readonly WebhookEvent[];
  /** A delivery of a type that nobody here has heard of. */
  readonly unknownType: unknown;
  /** `delivery`, of another account of the vendor. */
  readonly otherAccount: unknown;
  /** A delivery with this many events, where the vendor sends several at once. */
  readonly many?: (count: number) => unknown;
  /** Headers without which nothing is taken, in lower case. */
  readonly headers: readonly string[];
}

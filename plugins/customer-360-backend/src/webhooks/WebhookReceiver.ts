import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type {
  CustomerSource,
  SourceWebhook,
  WebhookRefusal,
  WebhookRequest,
  WebhookVerdict,
} from '@customer-360/backstage-plugin-customer-360-node';
import type { Clock } from '../clock/SharedClock';
import type { SourceRegistry } from '../sources/SourceRegistry';
import { checkEvents } from './checkEvents';
import type { InboxWriter } from './InboxWriter';
import type { RefusalBoard } from './RefusalBoard';

/** What the vendor is to be told. */
export type Reception =
  | { readonly kind: 'taken' }
  | {
      readonly kind: 'challenged';
      readonly contentType: string;
      readonly body: string;
    }
  | { readonly kind: 'refused'; readonly reason: WebhookRefusal }
  /** Nothing is kept, or nobody knows whether it is: to be sent again. */
  | { readonly kind: 'unavailable' };

/** A source that is told of changes by its vendor. */
export type ToldSource = CustomerSource & { readonly webhook: SourceWebhook };

/** Takes deliveries: verified by the source, durable before they are taken. */
export class WebhookReceiver {
  readonly #sources: SourceRegistry;
  readonly #writer: InboxWriter;
  readonly #refusals: RefusalBoard;
  readonly #clock: Clock;
  readonly #logger: LoggerService;
  readonly #onTaken: (sourceId: string) => void;

  constructor(options: {
    sources: SourceRegistry;
    writer: InboxWriter;
    refusals: RefusalBoard;
    clock: Clock;
    logger: LoggerService;
    /** Called when events of a source are durable. */
    onTaken: (sourceId: string) => void;
  }) {
    this.#sources = options.sources;
    this.#writer = options.writer;
    this.#refusals = options.refusals;
    this.#clock = options.clock;
    this.#logger = options.logger;
    this.#onTaken = options.onTaken;
  }

  /** Undefined where there is no such source, or it is told of nothing. */
  sourceOf(id: string): ToldSource | undefined {
    const source = this.#sources.get(id);
    return source && isTold(source) ? source : undefined;
  }

  async receive(
    source: ToldSource,
    request: WebhookRequest,
  ): Promise<Reception> {
    const now = new Date(this.#clock.now());
    const verdict = this.#verdictOf(source, request, now);
    if (verdict.outcome === 'challenged') {
      return { ...verdict, kind: 'challenged' };
    }
    if (verdict.outcome === 'refused') {
      this.#refusals.note(source.id, verdict.reason);
      return { kind: 'refused', reason: verdict.reason };
    }
    const events = checkEvents(verdict.events, now);
    if (!events) {
      this.#refusals.note(source.id, 'malformed');
      return { kind: 'refused', reason: 'malformed' };
    }
    try {
      await this.#writer.write(
        events.map(event => ({ source: source.id, event })),
      );
    } catch (error) {
      this.#logger.warn(
        `A delivery to the source "${source.id}" could not be kept and was refused; its vendor sends it again`,
        { cause: toError(error).name },
      );
      return { kind: 'unavailable' };
    }
    this.#onTaken(source.id);
    return { kind: 'taken' };
  }

  /** A module that throws has not verified anything. */
  #verdictOf(
    source: ToldSource,
    request: WebhookRequest,
    now: Date,
  ): WebhookVerdict {
    try {
      return source.webhook.receive(request, now);
    } catch (error) {
      this.#logger.error(
        `The source "${source.id}" broke its contract when it was given a delivery, which was refused; look for a newer module`,
        { cause: toError(error).name },
      );
      return { outcome: 'refused', reason: 'malformed' };
    }
  }
}

export function isTold(source: CustomerSource): source is ToldSource {
  return source.webhook !== undefined;
}

import type { Clock } from '../clock/SharedClock';
import type { SourceRegistry } from '../sources/SourceRegistry';
import type { RefusalBoard, RefusalCounts } from './RefusalBoard';
import type { WebhookInbox } from './WebhookInbox';
import { isTold } from './WebhookReceiver';

/** How a source is told of changes. Nothing of a customer, and no id, is in it. */
export interface WebhookStatus {
  /** Events whose effect is not durable yet. */
  readonly waiting: number;
  /** ISO 8601 UTC. */
  readonly oldestWaitingAt?: string;
  /** Given up. */
  readonly dead: number;
  /** Absent where nothing was ever told. ISO 8601 UTC. */
  readonly lastReceivedAt?: string;
  /**
   * How long ago what was told last happened at the source: grows while a
   * vendor is silent.
   */
  readonly lagMs?: number;
  /** Deliveries that this instance has not taken since it started. */
  readonly refused: RefusalCounts;
}

/** Puts together what all instances have in their database and this one knows. */
export class WebhookStatusBoard {
  readonly #sources: SourceRegistry;
  readonly #inbox: WebhookInbox;
  readonly #refusals: RefusalBoard;
  readonly #clock: Clock;

  constructor(options: {
    sources: SourceRegistry;
    inbox: WebhookInbox;
    refusals: RefusalBoard;
    clock: Clock;
  }) {
    this.#sources = options.sources;
    this.#inbox = options.inbox;
    this.#refusals = options.refusals;
    this.#clock = options.clock;
  }

  /** By source, of those that are told of changes. */
  async all(): Promise<ReadonlyMap<string, WebhookStatus>> {
    const told = this.#sources.all().filter(isTold);
    return new Map(
      await Promise.all(
        told.map(async ({ id }) => [id, await this.#of(id)] as const),
      ),
    );
  }

  async #of(sourceId: string): Promise<WebhookStatus> {
    const { lastOccurredAt, ...status } = await this.#inbox.status(sourceId);
    return {
      ...status,
      ...(lastOccurredAt && {
        lagMs: Math.max(0, this.#clock.now() - Date.parse(lastOccurredAt)),
      }),
      refused: this.#refusals.of(sourceId),
    };
  }
}

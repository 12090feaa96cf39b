import type { SourceWebhookReport } from '@customer-360/backstage-plugin-customer-360-common';
import type { Clock } from '../clock/SharedClock';
import type { SourceRegistry } from '../sources/SourceRegistry';
import type { RefusalBoard } from './RefusalBoard';
import type { WebhookInbox } from './WebhookInbox';
import { isTold } from './WebhookReceiver';

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
  async all(): Promise<ReadonlyMap<string, SourceWebhookReport>> {
    const told = this.#sources.all().filter(isTold);
    return new Map(
      await Promise.all(
        told.map(async ({ id }) => [id, await this.#of(id)] as const),
      ),
    );
  }

  async #of(sourceId: string): Promise<SourceWebhookReport> {
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

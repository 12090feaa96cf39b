import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { toError } from '@backstage/errors';
import type { AccountCandidate } from '@customer-360/backstage-plugin-customer-360-common';
import type {
  LinkCandidate,
  LinkedAccount,
} from '@customer-360/backstage-plugin-customer-360-node';
import type { Clock } from '../clock/SharedClock';
import type { CandidateLinker, LinkAttempt } from './CandidateLinker';
import type { CustomerDomains } from './CustomerDomains';
import { judgeCandidates, type CandidateFacts } from './judgeCandidates';
import type { LinkResolver } from './LinkResolver';
import type { LinkStore } from './LinkStore';

/** @see CandidateLinker */
export class AutomaticLinker implements CandidateLinker {
  readonly #store: LinkStore;
  readonly #links: Pick<LinkResolver, 'customersOfAll'>;
  readonly #domains: CustomerDomains;
  readonly #onLinked: (customerRef: string, source: string) => void;
  readonly #clock: Clock;
  readonly #logger: LoggerService;

  constructor(options: {
    store: LinkStore;
    /** Asked for who else has an account: by annotation, too. */
    links: Pick<LinkResolver, 'customersOfAll'>;
    domains: CustomerDomains;
    onLinked: (customerRef: string, source: string) => void;
    clock: Clock;
    logger: LoggerService;
  }) {
    this.#store = options.store;
    this.#links = options.links;
    this.#domains = options.domains;
    this.#onLinked = options.onLinked;
    this.#clock = options.clock;
    this.#logger = options.logger;
  }

  async judge(
    sourceId: string,
    customer: LinkedAccount['customer'],
    found: readonly LinkCandidate[],
  ): Promise<AccountCandidate[]> {
    return found.length === 0
      ? []
      : judgeCandidates(found, await this.#facts(sourceId, customer, found));
  }

  async link(
    sourceId: string,
    customer: LinkedAccount['customer'],
    found: readonly LinkCandidate[],
  ): Promise<LinkAttempt> {
    try {
      const judged = await this.judge(sourceId, customer, found);
      const free = judged.find(({ obstacle }) => obstacle === undefined);
      if (!free) {
        return 'none';
      }
      const outcome = await this.#store.apply({
        customerRef: customer.ref,
        source: sourceId,
        account: free.id,
        step: { act: 'linked', rule: free.rule },
        at: new Date(this.#clock.now()).toISOString(),
      });
      if (outcome === 'done') {
        this.#onLinked(customer.ref, sourceId);
        this.#logger.info('An account was linked to a customer by itself', {
          source: sourceId,
          rule: free.rule,
        });
      }
      return outcome === 'done' ? 'linked' : 'none';
    } catch (error) {
      this.#logger.warn(
        'It could not be decided whether an account is a customer’s, so it was not linked',
        { source: sourceId, cause: toError(error).name },
      );
      return 'undecided';
    }
  }

  async #facts(
    sourceId: string,
    { domain, ref }: LinkedAccount['customer'],
    found: readonly LinkCandidate[],
  ): Promise<CandidateFacts> {
    const ids = found.map(({ id }) => id);
    const [held, linked, undone, domainShared] = await Promise.all([
      this.#store.heldByOthers(ref, sourceId, ids),
      this.#links.customersOfAll(sourceId, ids),
      this.#store.undone(ref, sourceId),
      domain === undefined ? false : this.#domains.isShared(domain, ref),
    ]);
    const elsewhere = ids.filter(
      id =>
        held.has(id) ||
        linked.get(id)?.some(entity => stringifyEntityRef(entity) !== ref),
    );
    return {
      elsewhere: new Set(elsewhere),
      undone: new Set(undone.map(({ account }) => account)),
      domainShared,
      ...(domain !== undefined && { domain }),
    };
  }
}

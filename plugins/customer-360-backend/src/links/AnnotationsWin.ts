import type { LoggerService } from '@backstage/backend-plugin-api';
import type { CustomerEntity } from '@customer-360/backstage-plugin-customer-360-common';
import type { Clock } from '../clock/SharedClock';
import type { CustomerRound, CustomerVisitor } from '../walk/CustomerVisitor';
import { accountsWrittenOn } from './accountsWrittenOn';
import type { LinkStore } from './LinkStore';

/**
 * What somebody wrote on an entity wins over what was linked by itself to
 * another. What a person confirmed stays.
 */
export class AnnotationsWin implements CustomerVisitor {
  readonly #store: Pick<LinkStore, 'apply' | 'madeByThemselves'>;
  readonly #clock: Clock;
  readonly #logger: LoggerService;

  constructor(options: {
    store: Pick<LinkStore, 'apply' | 'madeByThemselves'>;
    clock: Clock;
    logger: LoggerService;
  }) {
    this.#store = options.store;
    this.#clock = options.clock;
    this.#logger = options.logger;
  }

  begin(): CustomerRound {
    return { visit: entities => this.#yieldTo(entities) };
  }

  async #yieldTo(entities: readonly CustomerEntity[]): Promise<void> {
    for (const [source, written] of byAccount(entities)) {
      const links = await this.#store.madeByThemselves(source, [
        ...written.keys(),
      ]);
      for (const { account, customerRef } of links) {
        if (!written.get(account)!.has(customerRef)) {
          await this.#store.apply({
            customerRef,
            source,
            account,
            step: {
              act: 'yielded',
              reason: 'The account is written on another customer’s entity',
            },
            at: new Date(this.#clock.now()).toISOString(),
          });
          this.#logger.info(
            'A link that was made by itself gave way to an annotation',
            { source },
          );
        }
      }
    }
  }
}

/** Refs of the customers by account by source. */
function byAccount(
  entities: readonly CustomerEntity[],
): Map<string, Map<string, Set<string>>> {
  const bySource = new Map<string, Map<string, Set<string>>>();
  for (const { account, customerRef, source } of accountsWrittenOn(entities)) {
    const ofSource = bySource.get(source) ?? new Map<string, Set<string>>();
    bySource.set(source, ofSource);
    ofSource.set(
      account,
      (ofSource.get(account) ?? new Set()).add(customerRef),
    );
  }
  return bySource;
}

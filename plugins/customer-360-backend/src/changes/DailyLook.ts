import { stringifyEntityRef } from '@backstage/catalog-model';
import type { CustomerEntity } from '@customer-360/backstage-plugin-customer-360-common';
import type { Clock } from '../clock/SharedClock';
import type { CustomerRound, CustomerVisitor } from '../walk/CustomerVisitor';
import type { CustomerLooks } from './CustomerLooks';
import type { LookingRound } from './LookingRound';

const HOUR_MS = 60 * 60_000;
/** Each day in UTC has a turn in it, also where a round is late. */
const EVERY_MS = 20 * HOUR_MS;
const FORGOTTEN_MS = 30 * 24 * HOUR_MS;
/** So that a first round of very many takes a few rounds. */
const CUSTOMERS_A_ROUND = 5_000;
const RENEWED_A_ROUND = 200;

/** Looks once a day at each customer: days pass, and nothing tells of that. */
export class DailyLook implements CustomerVisitor {
  readonly #round: LookingRound;
  readonly #looks: CustomerLooks;
  readonly #clock: Clock;

  constructor(options: {
    round: LookingRound;
    looks: CustomerLooks;
    clock: Clock;
  }) {
    this.#round = options.round;
    this.#looks = options.looks;
    this.#clock = options.clock;
  }

  begin(): CustomerRound {
    let left = CUSTOMERS_A_ROUND;
    let renewable = RENEWED_A_ROUND;
    const mayRenew = () => renewable-- > 0;
    return {
      visit: async entities => {
        const due = await this.#dueOf(entities, left);
        left -= due.length;
        if (due.length > 0) {
          await this.#round.ofQuiet(due, mayRenew);
          await this.#looks.looked(
            due.map(entity => stringifyEntityRef(entity)),
            isoOf(this.#clock.now()),
          );
        }
      },
      end: () => this.#looks.forget(isoOf(this.#clock.now() - FORGOTTEN_MS)),
    };
  }

  async #dueOf(
    entities: readonly CustomerEntity[],
    limit: number,
  ): Promise<CustomerEntity[]> {
    if (limit <= 0) {
      return [];
    }
    const due = await this.#looks.notSince(
      entities.map(entity => stringifyEntityRef(entity)),
      isoOf(this.#clock.now() - EVERY_MS),
    );
    return entities
      .filter(entity => due.has(stringifyEntityRef(entity)))
      .slice(0, limit);
  }
}

function isoOf(ms: number): string {
  return new Date(ms).toISOString();
}

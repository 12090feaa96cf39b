import type { LoggerService } from '@backstage/backend-plugin-api';
import { parseEntityRef, RELATION_OWNED_BY } from '@backstage/catalog-model';
import { toError } from '@backstage/errors';
import type { Grant } from '@customer-360/backstage-plugin-customer-360-common';
import type { CustomerEntities } from '../access/CustomerEntities';
import type { Clock } from '../clock/SharedClock';
import type { GrantNotices } from './GrantNotices';
import type { GrantPosition, GrantStore } from './GrantStore';

const EVERY_MS = 10_000;
const AT_ONCE = 50;

/**
 * Tells the owners of customers of broken glass, or those who decide about
 * access where there is none: at once, and again until they could be told, also
 * by another instance after this one is gone. Somebody may be told twice, nobody
 * not at all.
 */
export class OwnerTeller {
  readonly #store: GrantStore;
  readonly #entities: CustomerEntities;
  readonly #notices: GrantNotices;
  readonly #clock: Clock;
  readonly #logger: LoggerService;
  #timer?: NodeJS.Timeout;
  #round: Promise<void> = Promise.resolve();

  constructor(options: {
    store: GrantStore;
    entities: CustomerEntities;
    notices: GrantNotices;
    clock: Clock;
    logger: LoggerService;
  }) {
    this.#store = options.store;
    this.#entities = options.entities;
    this.#notices = options.notices;
    this.#clock = options.clock;
    this.#logger = options.logger;
  }

  start(): void {
    this.#timer = setInterval(() => void this.tell(), EVERY_MS);
    this.#timer.unref();
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#round;
  }

  /** One round after the other. Never rejects. */
  tell(): Promise<void> {
    this.#round = this.#round.then(() =>
      this.#tellAll().catch(error =>
        this.#logger.error('Owners could not be told of broken glass', {
          cause: toError(error).name,
        }),
      ),
    );
    return this.#round;
  }

  async #tellAll(): Promise<void> {
    let after: GrantPosition | undefined;
    do {
      const grants = await this.#store.untold(AT_ONCE, after);
      for (const grant of grants) {
        await this.#tellOfOne(grant);
      }
      after = grants.length < AT_ONCE ? undefined : grants.at(-1);
    } while (after);
  }

  /** One that cannot be told waits for the next round, and holds up no other. */
  async #tellOfOne(grant: Grant): Promise<void> {
    try {
      await this.#tellOf(grant);
    } catch (error) {
      this.#logger.error('An owner could not be told of broken glass', {
        grant: grant.id,
        cause: toError(error).name,
      });
    }
  }

  async #tellOf(grant: Grant): Promise<void> {
    const owners = await this.#ownersOf(grant);
    if (owners.length > 0) {
      await this.#notices.brokeGlass(grant, owners);
    } else if (!(await this.#notices.brokeGlassUnowned(grant))) {
      this.#logger.error(
        'A customer was opened by break-glass, and nobody is known who could be told',
        { grant: grant.id },
      );
    }
    await this.#store.noteTold(
      grant.id,
      new Date(this.#clock.now()).toISOString(),
    );
  }

  /** Without whoever opened it: they know, and nobody else would. */
  async #ownersOf({ person, scope }: Grant): Promise<string[]> {
    if (scope.kind !== 'customer') {
      return [];
    }
    const { namespace, name } = parseEntityRef(scope.ref);
    const entity = await this.#entities.get({ namespace, name });
    return (entity?.relations ?? [])
      .filter(({ type }) => type === RELATION_OWNED_BY)
      .map(({ targetRef }) => targetRef)
      .filter(ref => ref !== person);
  }
}

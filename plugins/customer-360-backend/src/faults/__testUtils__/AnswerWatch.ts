import { levelOf } from './sessions';
import type { Instance } from './Instance';
import type { Request, Sight } from './Request';
import {
  VERSIONED_FACETS,
  versionKey,
  type VersionedSources,
  type Versions,
} from './VersionedSources';
import type { Violations } from './Violations';
import type { Wire } from './Wire';

/** The newest that a session has seen of one facet on one instance. */
interface Seen {
  readonly version: number;
  /** What that instance's own cache had lost of it by then. */
  readonly losses: number;
}

/** Checks every facet of every answer: I1, I2 and I3. */
export class AnswerWatch {
  readonly #truth: VersionedSources;
  readonly #violations: Violations;
  readonly #wire: Wire;
  #acknowledged: Versions = new Map();
  readonly #seen = new Map<string, number>();
  readonly #seenOn = new WeakMap<Instance, Map<string, Seen>>();
  /** How many facets have been shown in each state. */
  readonly counts = new Map<string, number>();

  constructor(options: {
    truth: VersionedSources;
    violations: Violations;
    wire: Wire;
  }) {
    this.#truth = options.truth;
    this.#violations = options.violations;
    this.#wire = options.wire;
  }

  get acknowledged(): Versions {
    return this.#acknowledged;
  }

  /** The change that brought these versions about has been acknowledged. */
  acknowledge(versions: Versions): void {
    const acknowledged = new Map(this.#acknowledged);
    for (const [key, version] of versions) {
      acknowledged.set(key, Math.max(version, acknowledged.get(key) ?? 0));
    }
    this.#acknowledged = acknowledged;
  }

  onSight(request: Request, sight: Sight): void {
    this.counts.set(sight.state, (this.counts.get(sight.state) ?? 0) + 1);
    request.sights.push(sight);
    const { shown } = sight;
    this.#checkTrue(request, sight);
    if (shown) {
      this.#checkCurrent(request, sight, shown.version);
      this.#checkMonotonic(request, sight, shown.version);
    }
  }

  /** Once nothing is wrong any more and every change has been acknowledged. */
  checkRecovered(customer: string, request?: Request): void {
    for (const facet of VERSIONED_FACETS) {
      this.#violations.check(
        'recovery',
        request?.sights.some(
          ({ facet: seen, state, shown }) =>
            seen === facet &&
            state === 'ok' &&
            shown?.version === this.#truth.version(customer, facet),
        ) ?? false,
        () =>
          `${facet} of ${customer} are at version ${this.#truth.version(
            customer,
            facet,
          )}, and shown is ${JSON.stringify(request?.sights)}`,
      );
    }
  }

  #checkCurrent(request: Request, sight: Sight, version: number): void {
    const asked =
      request.acknowledged.get(versionKey(request.customer, sight.facet)) ?? 0;
    this.#violations.check(
      'I1',
      !isCurrent(sight) || version >= asked,
      () =>
        `${saying(
          request,
          sight,
        )}, though version ${asked} had been acknowledged before it asked`,
    );
  }

  #checkMonotonic(request: Request, sight: Sight, version: number): void {
    const { instance, session, customer } = request;
    const { facet } = sight;
    const key = `${session} ${versionKey(customer, facet)}`;
    const seen = this.#seen.get(key) ?? 0;
    this.#violations.check(
      'I2',
      this.#wire.lossy || !isCurrent(sight) || version >= seen,
      () =>
        `${saying(
          request,
          sight,
        )}, though it had seen version ${seen} and the shared cache has lost nothing`,
    );
    this.#seen.set(key, Math.max(seen, version));

    const here = this.#seenOn.get(instance) ?? new Map<string, Seen>();
    const seenHere = here.get(key);
    const losses = instance.services.cache.losses(facet);
    const kept = seenHere?.losses === losses;
    this.#violations.check(
      'I2',
      !kept || version >= seenHere.version,
      () =>
        `${saying(request, sight)}, though it had seen version ${
          seenHere?.version
        } there and the instance has lost nothing`,
    );
    here.set(key, {
      version: kept ? Math.max(version, seenHere.version) : version,
      losses,
    });
    this.#seenOn.set(instance, here);
  }

  #checkTrue(request: Request, sight: Sight): void {
    const { session, customer } = request;
    const { facet, shown, level } = sight;
    this.#violations.check(
      'I3',
      level === levelOf(session, facet) && !(level === 'none' && shown),
      () => `${saying(request, sight)}, which it may not see at that level`,
    );
    this.#violations.check(
      'I3',
      !shown ||
        (shown.customer === customer &&
          shown.version >= 1 &&
          shown.version <= this.#truth.version(customer, facet)),
      () => `${saying(request, sight)}, which it has never been`,
    );
  }
}

/** Given as what is so now, or as what was so and nothing has made wrong. */
function isCurrent({ state, renewing }: Sight): boolean {
  return state !== 'stale' || renewing;
}

function saying(request: Request, sight: Sight): string {
  const { id, session, instance, customer, how } = request;
  const { facet, level, state, shown } = sight;
  return `request ${id} (${how}) of ${session} on instance ${
    instance.place
  } was shown ${facet} of ${customer} (${level}, ${state}) as ${
    shown ? `version ${shown.version} of ${shown.customer}` : 'nothing'
  }`;
}

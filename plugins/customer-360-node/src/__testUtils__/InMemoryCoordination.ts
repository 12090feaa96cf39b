import { RatePacer } from '../resilience/RatePacer';
import type {
  SourceCoordination,
  SourceCoordinationKey,
} from '../resilience/SourceCoordination';

const nameOf = (key: SourceCoordinationKey) =>
  `${key.source}/${key.credentialScope}`;

/** Several instances in one process: what a shared store would hold. */
export class InMemoryCoordination implements SourceCoordination {
  readonly holds = new Map<string, number>();
  readonly #pacers = new Map<string, RatePacer>();

  async heldUntil(key: SourceCoordinationKey) {
    return this.holds.get(nameOf(key));
  }

  async hold(key: SourceCoordinationKey, untilMs: number) {
    const name = nameOf(key);
    this.holds.set(name, Math.max(untilMs, this.holds.get(name) ?? 0));
  }

  async reserve(
    key: SourceCoordinationKey,
    perSecond: number,
  ): Promise<number | undefined> {
    const name = nameOf(key);
    const pacer = this.#pacers.get(name) ?? new RatePacer();
    this.#pacers.set(name, pacer);
    return pacer.reserve(perSecond);
  }

  instances() {
    return 2;
  }
}

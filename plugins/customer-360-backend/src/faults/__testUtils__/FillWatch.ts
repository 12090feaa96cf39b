import type { PackedReading } from '../../facets/PackedReading';
import type { SharedSlot } from '../../shared/SharedReadings';
import type { Instance } from './Instance';
import { filledTarget } from './ObservedFiller';
import type { SourceWitness, VersionedFacet } from './VersionedSources';
import type { Violations } from './Violations';
import type { Wire } from './Wire';

interface Fill {
  readonly instance: Instance;
  readonly slot: string;
}

/** Checks every read that reaches a source: I4. */
export class FillWatch implements SourceWitness {
  readonly #violations: Violations;
  readonly #wire: Wire;
  readonly #underWay = new Set<Fill>();
  /** Until when what has landed of a slot is fresh. */
  readonly #landed = new Map<string, number>();
  fills = 0;

  constructor(options: { violations: Violations; wire: Wire }) {
    this.#violations = options.violations;
    this.#wire = options.wire;
  }

  onSourceRead(instance: Instance, facet: VersionedFacet): () => void {
    const slot = slotName(filledTarget(facet));
    this.fills += 1;
    for (const other of this.#underWay) {
      this.#violations.check(
        'I4',
        other.slot !== slot ||
          (this.#wire.lossy && other.instance !== instance),
        () =>
          `instance ${instance.place} reads ${facet} while instance ${other.instance.place} does, for the same generation`,
      );
    }
    this.#violations.check(
      'I4',
      this.#wire.lossy || (this.#landed.get(slot) ?? 0) <= Date.now(),
      () =>
        `instance ${instance.place} reads ${facet} though a fresh reading of the same generation is shared`,
    );
    const fill = { instance, slot };
    this.#underWay.add(fill);
    return () => this.#underWay.delete(fill);
  }

  onLanded(slot: SharedSlot, reading: PackedReading): void {
    const name = slotName(slot);
    this.#landed.set(
      name,
      Math.max(reading.freshUntil, this.#landed.get(name) ?? 0),
    );
  }

  onDropped(slot: SharedSlot): void {
    this.#landed.delete(slotName(slot));
  }

  /** What a killed instance was reading is read by nobody. */
  forget(instance: Instance): void {
    for (const fill of this.#underWay) {
      if (fill.instance === instance) {
        this.#underWay.delete(fill);
      }
    }
  }
}

function slotName({ key, generation }: SharedSlot): string {
  return `${key}@${generation}`;
}

import type { SourceErrorReason } from '@customer-360/backstage-plugin-customer-360-node';
import type { PackedReading } from '../../facets/PackedReading';
import { BriefPatience } from '../../shared/BriefPatience';
import type {
  Claim,
  SharedReadings,
  SharedSlot,
} from '../../shared/SharedReadings';
import type { Instance } from './Instance';
import type { SharedMethod } from './Move';
import type { Fates, Wire } from './Wire';

/**
 * One instance's way to the shared cache: messages may get lost, and what is
 * not answered in time is answered for it, as it is over a real connection.
 */
export class UnreliableSharedReadings implements SharedReadings {
  readonly #inner: SharedReadings;
  readonly #instance: Instance;
  readonly #wire: Wire;
  readonly #fates: Fates;
  readonly #onLanded: (slot: SharedSlot, reading: PackedReading) => void;
  readonly #onDropped: (slot: SharedSlot) => void;
  readonly #patience = new BriefPatience();

  constructor(options: {
    inner: SharedReadings;
    instance: Instance;
    wire: Wire;
    fates: Fates;
    onLanded: (slot: SharedSlot, reading: PackedReading) => void;
    onDropped: (slot: SharedSlot) => void;
  }) {
    this.#inner = options.inner;
    this.#instance = options.instance;
    this.#wire = options.wire;
    this.#fates = options.fates;
    this.#onLanded = options.onLanded;
    this.#onDropped = options.onDropped;
  }

  get(
    keys: readonly string[],
  ): Promise<ReadonlyArray<PackedReading | undefined>> {
    return this.#ask(
      'get',
      () => this.#inner.get(keys),
      () => keys.map(() => undefined),
    );
  }

  claim(
    slots: readonly SharedSlot[],
    token: string,
  ): Promise<readonly Claim[]> {
    return this.#ask(
      'claim',
      () => this.#inner.claim(slots, token),
      () => slots.map((): Claim => ({ turn: { kind: 'ours' } })),
    );
  }

  keep(slots: readonly SharedSlot[], token: string): Promise<void> {
    return this.#tell('keep', () => this.#inner.keep(slots, token));
  }

  release(slots: readonly SharedSlot[], token: string): Promise<void> {
    return this.#tell('release', () => this.#inner.release(slots, token));
  }

  land(slot: SharedSlot, token: string, reading: PackedReading): Promise<void> {
    return this.#tell('land', () => {
      this.#onLanded(slot, reading);
      return this.#inner.land(slot, token, reading);
    });
  }

  fail(
    slot: SharedSlot,
    token: string,
    failure: { reason: SourceErrorReason; forMs: number; drop: boolean },
  ): Promise<void> {
    return this.#tell('fail', () => {
      if (failure.drop) {
        this.#onDropped(slot);
      }
      return this.#inner.fail(slot, token, failure);
    });
  }

  state(): 'ok' | 'down' {
    return this.#wire.stopped ? 'down' : 'ok';
  }

  #tell(method: SharedMethod, message: () => Promise<void>): Promise<void> {
    return this.#ask(method, message, () => {});
  }

  #ask<T>(
    method: SharedMethod,
    message: () => Promise<T>,
    otherwise: () => T,
  ): Promise<T> {
    const fate = this.#fates.get(method);
    if (this.#instance.alive && this.#patience.available) {
      this.#fates.delete(method);
    }
    return this.#instance.whileAlive(() =>
      this.#patience.ask(() => this.#wire.send(fate, message), otherwise),
    );
  }
}

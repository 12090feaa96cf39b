import type { Claim, SharedReadings, SharedSlot } from './SharedReadings';

/** For one instance: there is nobody to share with. */
export class NoSharedReadings implements SharedReadings {
  async get(keys: readonly string[]): Promise<undefined[]> {
    return keys.map(() => undefined);
  }

  async claim(slots: readonly SharedSlot[]): Promise<Claim[]> {
    return slots.map(() => ({ turn: { kind: 'ours' } }));
  }

  async keep(): Promise<void> {}

  async release(): Promise<void> {}

  async land(): Promise<void> {}

  async fail(): Promise<void> {}

  state(): 'none' {
    return 'none';
  }
}

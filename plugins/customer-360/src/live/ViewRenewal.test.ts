import type { CustomerViewStore } from '../view/CustomerViewStore';
import { ViewRenewal } from './ViewRenewal';

function start() {
  const renewed: string[] = [];
  const state = { ageMs: 0, visibilityState: 'visible' };
  const listening = new Set<() => void>();
  let told: (() => void) | undefined;
  let followed = 0;
  const renewal = new ViewRenewal({
    store: {
      get ageMs() {
        return state.ageMs;
      },
      renew: look => renewed.push(look),
    } as Pick<CustomerViewStore, 'ageMs' | 'renew'> as CustomerViewStore,
    subscribe: callback => {
      followed += 1;
      told = callback;
      return () => {
        told = undefined;
      };
    },
    document: {
      get visibilityState() {
        return state.visibilityState;
      },
      addEventListener: (_name: string, listener: () => void) =>
        listening.add(listener),
      removeEventListener: (_name: string, listener: () => void) =>
        listening.delete(listener),
    } as never,
  });
  return {
    renewal,
    renewed,
    state,
    listening,
    followed: () => followed,
    tell: () => told?.(),
    isFollowed: () => told !== undefined,
    see: () => listening.forEach(listener => listener()),
  };
}

describe('ViewRenewal', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('renews at once when it is told, and when the view is five minutes old', () => {
    const { renewal, renewed, state, tell } = start();
    renewal.hold();
    tell();
    expect(renewed).toEqual(['pushed']);
    state.ageMs = 299_000;
    jest.advanceTimersByTime(30_000);
    expect(renewed).toEqual(['pushed']);
    state.ageMs = 301_000;
    jest.advanceTimersByTime(30_000);
    expect(renewed).toEqual(['pushed', 'refreshed']);
  });

  it('waits until somebody can see it', () => {
    const { renewal, renewed, see, state, tell } = start();
    renewal.hold();
    state.visibilityState = 'hidden';
    tell();
    tell();
    state.ageMs = 3_600_000;
    jest.advanceTimersByTime(3_600_000);
    expect(renewed).toEqual([]);
    state.visibilityState = 'visible';
    see();
    expect(renewed).toEqual(['pushed']);
  });

  it('runs once for all who hold it, and ends with the last of them', () => {
    const { followed, isFollowed, listening, renewal, renewed, state } =
      start();
    const [one, other] = [renewal.hold(), renewal.hold()];
    expect(followed()).toBe(1);
    one();
    expect(isFollowed()).toBe(true);
    other();
    expect(isFollowed()).toBe(false);
    expect(listening.size).toBe(0);
    state.ageMs = 3_600_000;
    jest.advanceTimersByTime(3_600_000);
    expect(renewed).toEqual([]);
    renewal.hold();
    expect(followed()).toBe(2);
  });
});

import type { ModelStore } from './ModelStore';
import type { Pending } from './Pending';

/**
 * Lets time go by, by the faked timers of jest, and stops wherever one is due:
 * what it begins is over before time goes on.
 */
export async function passTime(
  ms: number,
  { pending, store }: { pending: Pending; store: ModelStore },
): Promise<void> {
  await pending.quiet();
  const until = Date.now() + ms;
  let over = false;
  setTimeout(() => {
    over = true;
  }, ms);
  while (!over) {
    const before = Date.now();
    jest.advanceTimersToNextTimer();
    await store.passed(Date.now() - before);
    await pending.quiet();
  }
  if (Date.now() !== until) {
    throw new Error('Time went by too fast');
  }
}

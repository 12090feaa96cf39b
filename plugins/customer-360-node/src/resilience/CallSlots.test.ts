import { SourceError } from '../source/SourceError';
import { CallSlots } from './CallSlots';

const never = () => new AbortController().signal;

describe('CallSlots', () => {
  it('lets in as many as there are slots, then in the order of coming', async () => {
    const slots = new CallSlots({ slots: 2 });
    const order: number[] = [];
    const calls = Array.from({ length: 5 }, async (_, index) => {
      const leave = await slots.take(never());
      order.push(index);
      return leave;
    });
    const [first, second] = await Promise.all(calls.slice(0, 2));
    expect(order).toEqual([0, 1]);
    expect([slots.taken, slots.waiting]).toEqual([2, 3]);
    second();
    // A slot goes to who waits, not to who comes just now.
    const late = slots.take(never()).then(leave => {
      order.push(5);
      return leave;
    });
    const third = await calls[2];
    await new Promise(setImmediate);
    expect(order).toEqual([0, 1, 2]);
    [first, third].forEach(leave => leave());
    (await calls[3])();
    (await calls[4])();
    (await late)();
    expect(order).toEqual([0, 1, 2, 3, 4, 5]);
    expect([slots.taken, slots.waiting]).toEqual([0, 0]);
  });

  it('gives a slot back once, however often it is told to', async () => {
    const slots = new CallSlots({ slots: 2 });
    const leave = await slots.take(never());
    await slots.take(never());
    leave();
    leave();
    expect(slots.taken).toBe(1);
  });

  it('leaves the queue when the waiting is aborted', async () => {
    const slots = new CallSlots({ slots: 2 });
    const leave = await slots.take(never());
    await slots.take(never());
    const abort = new AbortController();
    const waiting = slots.take(abort.signal);
    const next = slots.take(never());
    abort.abort(new Error('gone'));
    await expect(waiting).rejects.toThrow('gone');
    expect(slots.waiting).toBe(1);
    leave();
    await next;
    await expect(slots.take(abort.signal)).rejects.toThrow('gone');
    expect(slots.taken).toBe(2);
  });

  it('refuses when too many wait', async () => {
    const slots = new CallSlots({ slots: 2, queue: 1 });
    await slots.take(never());
    await slots.take(never());
    slots.take(never()).catch(() => undefined);
    const refused = await slots.take(never()).catch(error => error);
    expect(SourceError.is(refused) && refused.reason).toBe('timeout');
  });

  it.each([{ slots: 1 }, { slots: 2.5 }, { queue: -1 }])(
    'is not made of %j',
    options => {
      expect(() => new CallSlots(options)).toThrow(RangeError);
    },
  );
});

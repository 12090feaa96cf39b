const RightDate = Date;

let offsetMs = 0;

/** Dates as a process has them whose clock is wrong. */
class ShiftedDate extends RightDate {
  constructor(...parts: unknown[]) {
    if (parts.length === 0) {
      super(ShiftedDate.now());
    } else {
      super(...(parts as [number]));
    }
  }

  static now(): number {
    return RightDate.now() + offsetMs;
  }
}

/** Sets this process's clock wrong by so much; 0 sets it right. */
export function shiftClock(ms: number): void {
  offsetMs = ms;
  globalThis.Date = ms === 0 ? RightDate : (ShiftedDate as DateConstructor);
}

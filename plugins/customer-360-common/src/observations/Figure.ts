/**
 * One number of a facet, as it is kept beside its date: the whole of what is
 * remembered of a customer.
 *
 * @public
 */
export interface Figure {
  readonly metric: string;
  /**
   * What it is counted in where that varies: a currency (then `value` is in
   * minor units), a scale (`0..100 higher-is-better`). Empty otherwise.
   */
  readonly unit: string;
  /** Whole minor units, a count, a score, or a day as days since 1970-01-01. */
  readonly value: number;
}

/** The figures of one facet at one time, to be read by name. */
export class Figures {
  readonly #figures: readonly Figure[];

  constructor(figures: readonly Figure[]) {
    this.#figures = figures;
  }

  /** All units of a metric. */
  all(metric: string): readonly Figure[] {
    return this.#figures.filter(kept => kept.metric === metric);
  }

  value(metric: string): number | undefined {
    return this.all(metric)[0]?.value;
  }

  flag(metric: string): boolean | undefined {
    const value = this.value(metric);
    return value === undefined ? undefined : value !== 0;
  }

  day(metric: string): string | undefined {
    const value = this.value(metric);
    return value === undefined ? undefined : dayFromNumber(value);
  }
}

/** A figure, where there is a value. */
export function figure(
  metric: string,
  value: number | boolean | undefined,
  unit = '',
): Figure[] {
  return value === undefined ? [] : [{ metric, unit, value: Number(value) }];
}

/** A figure that is a day. */
export function dayFigure(metric: string, day: string | undefined): Figure[] {
  return figure(metric, day === undefined ? undefined : dayToNumber(day));
}

const DAY_MS = 24 * 60 * 60 * 1000;

function dayToNumber(day: string): number {
  return Math.floor(Date.parse(day) / DAY_MS);
}

function dayFromNumber(days: number): string {
  return new Date(days * DAY_MS).toISOString().slice(0, 10);
}

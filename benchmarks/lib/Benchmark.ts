import type { Ground } from './Ground.ts';

/** One figure, held against what it must be. */
export interface Figure {
  readonly id: string;
  /** A ratio to an anchor of the same run, or a count. */
  readonly value: number;
  readonly bar: number;
  readonly unit: string;
  readonly pass: boolean;
  /** What the value was made of. */
  readonly detail?: Readonly<Record<string, number | string>>;
}

/** Something measured; one run may give several figures. */
export interface Benchmark {
  readonly id: string;
  readonly title: string;
  /** Takes so long that it is run only where `--only` names it. */
  readonly onlyByName?: boolean;
  run(ground: Ground): Promise<Figure[]>;
}

export function atMost(
  id: string,
  value: number,
  bar: number,
  unit: string,
  detail?: Figure['detail'],
): Figure {
  return { id, value, bar, unit, pass: value <= bar, detail };
}

export function atLeast(
  id: string,
  value: number,
  bar: number,
  unit: string,
  detail?: Figure['detail'],
): Figure {
  return { id, value, bar, unit, pass: value >= bar, detail };
}

export function exactly(
  id: string,
  value: number,
  bar: number,
  unit: string,
  detail?: Figure['detail'],
): Figure {
  return { id, value, bar, unit, pass: value === bar, detail };
}

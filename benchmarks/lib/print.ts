import type { Figure } from './Benchmark.ts';
import { round } from './stats.ts';

/** A figure in a line of the table, and what it was made of in another. */
export function print({ id, value, bar, unit, pass, detail }: Figure): void {
  console.log(
    `${pass ? ' holds' : 'MISSED'}  ${id.padEnd(28)} ${String(
      round(value),
    ).padStart(10)}  bar ${String(bar).padStart(6)}  ${unit}`,
  );
  if (detail) {
    console.log(
      `        ${Object.entries(detail)
        .map(([name, of]) => `${name} ${of}`)
        .join(' · ')}`,
    );
  }
}

/** How many hold, and once more those that do not. @returns what the process ends with */
export function conclude(results: readonly Figure[], broken: number): number {
  const missed = results.filter(({ pass }) => !pass);
  console.log(
    `\n${results.length - missed.length} of ${results.length} bars hold.`,
  );
  missed.forEach(print);
  return missed.length + broken > 0 ? 1 : 0;
}

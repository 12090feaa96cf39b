import type { Benchmark } from '../lib/Benchmark.ts';
import { warmView } from './warmView.ts';

/** All that is measured, in the order of the table. */
export const benchmarks: readonly Benchmark[] = [warmView];

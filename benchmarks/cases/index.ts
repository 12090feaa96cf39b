import type { Benchmark } from '../lib/Benchmark.ts';
import { beatsRam } from './beatsRam.ts';
import { coldView } from './coldView.ts';
import { firstView } from './firstView.ts';
import { naiveRace } from './naiveRace.ts';
import { peerCatalog } from './peerCatalog.ts';
import { upstreamCalls } from './upstreamCalls.ts';
import { warmView } from './warmView.ts';
import { zipfCalls } from './zipfCalls.ts';

/** All that is measured, in the order of the table. */
export const benchmarks: readonly Benchmark[] = [
  warmView,
  beatsRam,
  firstView,
  peerCatalog,
  coldView,
  naiveRace,
  upstreamCalls,
  zipfCalls,
];

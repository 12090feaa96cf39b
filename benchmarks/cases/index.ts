import type { Benchmark } from '../lib/Benchmark.ts';
import { beatsRam } from './beatsRam.ts';
import { bump } from './bump.ts';
import { coldView } from './coldView.ts';
import { errorStorm } from './errorStorm.ts';
import { firstView } from './firstView.ts';
import { grants } from './grants.ts';
import { hiddenOrAbsent } from './hiddenOrAbsent.ts';
import { hungSource } from './hungSource.ts';
import { ingestion, ingestionLarge } from './ingestion.ts';
import { ledgerCost } from './ledgerCost.ts';
import { listGrowth } from './listGrowth.ts';
import { memory } from './memory.ts';
import { naiveRace } from './naiveRace.ts';
import { peerCatalog } from './peerCatalog.ts';
import { race } from './race.ts';
import { redisRestart } from './redisRestart.ts';
import { spread } from './spread.ts';
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
  race,
  hungSource,
  redisRestart,
  errorStorm,
  spread,
  bump,
  memory,
  ledgerCost,
  grants,
  hiddenOrAbsent,
  ingestion,
  ingestionLarge,
  listGrowth,
];

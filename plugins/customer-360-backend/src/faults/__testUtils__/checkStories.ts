import fc from 'fast-check';
import type { Knex } from 'knex';
import { dangerousStories } from './dangerousStories';
import { Model } from './Model';
import type { ModelStore } from './ModelStore';
import type { Move } from './Move';
import { moves } from './moves';
import { productParts, type Parts } from './Parts';
import { settings } from './settings';
import type { Setting } from './Setting';
import { INVARIANTS, type Invariant } from './Violations';

const START = Date.parse('2026-09-10T12:00:00Z');

export interface StoriesOptions {
  readonly knex: Knex;
  readonly openStore: () => ModelStore;
  readonly numRuns: number;
  readonly seed: number;
  readonly parts?: Parts;
  /** Only these. */
  readonly watched?: readonly Invariant[];
  /** False to stop at the first story in which something does not hold. */
  readonly shrink?: boolean;
}

export interface StoriesOutcome {
  /** The message of the first invariant that did not hold. */
  readonly failure?: string;
  /** Everything one needs to see it again. */
  readonly report?: string;
  readonly runs: number;
  /** How often facets were shown in each state, and sources read. */
  readonly counts: ReadonlyMap<string, number>;
}

/** Tells so many stories. */
export async function checkStories(
  options: StoriesOptions,
): Promise<StoriesOutcome> {
  const counts = new Map<string, number>();
  const details = await fc.check(
    fc.asyncProperty(settings, moves, async (setting, story) => {
      const model = await tell(options, setting, story);
      for (const [what, count] of model.counts) {
        counts.set(what, (counts.get(what) ?? 0) + count);
      }
    }),
    {
      seed: options.seed,
      numRuns: options.numRuns,
      examples: dangerousStories,
      endOnFailure: options.shrink === false,
    },
  );
  return {
    failure:
      details.errorInstance instanceof Error
        ? details.errorInstance.message
        : undefined,
    report: details.failed ? fc.defaultReportMessage(details) : undefined,
    runs: details.numRuns,
    counts,
  };
}

async function tell(
  { knex, openStore, parts, watched }: StoriesOptions,
  setting: Setting,
  story: readonly Move[],
): Promise<Model> {
  await knex('c360_ledger').delete();
  await knex('c360_generations').delete();
  jest.clearAllTimers();
  jest.setSystemTime(START);
  const store = openStore();
  const model = new Model({
    setting,
    knex,
    store,
    parts: parts ?? productParts,
    watched: watched ?? INVARIANTS,
  });
  try {
    await model.run(story);
  } finally {
    await model.end();
    await store.close();
  }
  return model;
}

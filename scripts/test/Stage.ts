import type { Counts } from './Counts.ts';

/** @internal */
export interface StageContext {
  /** The repository, absolute. */
  readonly root: string;
  readonly env: NodeJS.ProcessEnv;
}

/**
 * One part of `npm test`.
 *
 * @internal
 */
export interface Stage {
  /** As `--only` names it. */
  readonly id: string;
  readonly title: string;
  /** Throws an Error that says why, when it cannot even run. */
  run(context: StageContext): Promise<Counts>;
}

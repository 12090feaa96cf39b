import type {
  AnswerId,
  FacetId,
} from '@customer-360/backstage-plugin-customer-360-common';
import type { ViewChanges } from './changesBetween';

/** So long what has changed under the reader's eyes is marked. @internal */
export const MARKED_MS = 5 * 60_000;

/**
 * When parts of an open page were last seen to change, in milliseconds since
 * the epoch. Never changes itself.
 *
 * @internal
 */
export class ChangeMarks {
  static readonly none = new ChangeMarks(new Map(), new Map());

  /** What changed last, to be said once. */
  readonly latest: readonly AnswerId[];
  readonly #answers: ReadonlyMap<AnswerId, number>;
  readonly #facets: ReadonlyMap<FacetId, number>;

  private constructor(
    answers: ReadonlyMap<AnswerId, number>,
    facets: ReadonlyMap<FacetId, number>,
    latest: readonly AnswerId[] = [],
  ) {
    this.#answers = answers;
    this.#facets = facets;
    this.latest = latest;
  }

  with({ answers, facets }: ViewChanges, now: number): ChangeMarks {
    if (answers.length === 0 && facets.length === 0) {
      return this;
    }
    return new ChangeMarks(
      marked(this.#answers, answers, now),
      marked(this.#facets, facets, now),
      answers,
    );
  }

  ofAnswer(id: AnswerId, now: number): number | undefined {
    return recent(this.#answers.get(id), now);
  }

  ofFacet(id: FacetId, now: number): number | undefined {
    return recent(this.#facets.get(id), now);
  }
}

function marked<K>(
  known: ReadonlyMap<K, number>,
  changed: readonly K[],
  now: number,
): ReadonlyMap<K, number> {
  return new Map([...known, ...changed.map(id => [id, now] as const)]);
}

function recent(at: number | undefined, now: number): number | undefined {
  return at !== undefined && now - at < MARKED_MS ? at : undefined;
}

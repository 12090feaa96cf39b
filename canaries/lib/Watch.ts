import type { Aviary } from './Aviary.ts';
import type { Canary } from './canaries.ts';
import type { Rights } from './rights.ts';

const MOST_TOLD = 40;

/** Listens to answers and takes down who heard what. */
export class Watch {
  readonly #aviary: Aviary;
  readonly #shown = new Set<Canary>();
  readonly #hidden = new Set<Canary>();
  readonly #leaks = new Map<string, number>();
  #cases = 0;

  constructor(aviary: Aviary) {
    this.#aviary = aviary;
  }

  get cases(): number {
    return this.#cases;
  }

  /** What went wrong since it was asked last, the same things together. */
  takeLeaks(): string[] {
    const leaks = [...this.#leaks].map(
      ([leak, count]) => `${leak} (${count} times)`,
    );
    this.#leaks.clear();
    return leaks.slice(0, MOST_TOLD);
  }

  get shown(): ReadonlySet<Canary> {
    return this.#shown;
  }

  get hidden(): ReadonlySet<Canary> {
    return this.#hidden;
  }

  complain(leak: string): void {
    this.#leaks.set(leak, (this.#leaks.get(leak) ?? 0) + 1);
  }

  /**
   * One case: a person, a customer and a place. Undefined rights for places in
   * which no canary has any business.
   */
  hear(
    text: string,
    where: {
      readonly person: string;
      readonly surface: string;
      readonly customer?: string;
      readonly rights?: Rights;
      /** Instead of what the page asks for. */
      readonly shows?: (kind: string, rights: Rights) => boolean;
      /** Where it is of nobody in particular: what this person may be told. */
      readonly tells?: (kind: string) => boolean;
    },
  ): void {
    this.#cases += 1;
    const { customer, person, rights, shows, surface, tells } = where;
    const heard = this.#aviary.heardIn(text, customer);
    for (const canary of heard) {
      const allowed =
        rights !== undefined &&
        canary.customer === customer &&
        (shows
          ? shows(canary.kind, rights)
          : canary.requirement?.(rights) === true);
      if (allowed || tells?.(canary.kind)) {
        this.#shown.add(canary);
      } else {
        this.complain(`${person} is told ${canary.kind} by ${surface}`);
      }
    }
  }

  /** All that somebody of these rights has not been shown of a customer. */
  keepHidden(canaries: Iterable<Canary>, rights: Rights): void {
    for (const canary of canaries) {
      if (canary.requirement?.(rights) !== true) {
        this.#hidden.add(canary);
      }
    }
  }
}

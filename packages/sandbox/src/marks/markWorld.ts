import type { Company, World } from '../world/types.ts';
import type { Mark } from './Mark.ts';
import { MarkBook } from './MarkBook.ts';
import { markCompany } from './markCompany.ts';

/** The marks of a world, by the names of its catalog entities. */
export interface WorldMarks {
  /** Undefined where there is no such customer. */
  of(customer: string): readonly Mark[] | undefined;
  /**
   * Gives all marks of a kind other values, and where the kind is a record one
   * record more. The product database keeps what it was filled with.
   */
  renew(customer: string, kind: string): void;
}

/** The same world with marks in its companies. */
export function markWorld(world: World): { world: World; marks: WorldMarks } {
  const book = new MarkBook(world.seed);
  const made = new Map<number, { version: number; company: Company }>();
  const companyAt = (index: number): Company => {
    const version = book.versionOf(index);
    const known = made.get(index);
    if (known?.version === version) {
      return known.company;
    }
    const company = markCompany({
      company: world.company(index),
      index,
      ids: world.ids,
      marker: book.marker(index),
      today: Date.parse(world.today),
    });
    made.set(index, { version, company });
    return company;
  };
  return {
    // Not copied: a world grows.
    world: Object.create(world, { company: { value: companyAt } }),
    marks: {
      of: customer => {
        const index = world.indexOf('catalog', customer);
        if (index === undefined) {
          return undefined;
        }
        // They are drawn when the company is looked at.
        companyAt(index);
        return book.marksOf(index);
      },
      renew: (customer, kind) => {
        const index = world.indexOf('catalog', customer);
        if (index !== undefined) {
          book.renew(index, kind);
        }
      },
    },
  };
}

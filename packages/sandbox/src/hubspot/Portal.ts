import type { ReadLag } from '../server/changes/ReadLag.ts';
import type { Company, Staff, World } from '../world/types.ts';
import {
  associationTypesOf,
  CHILD_COMPANY,
  PARENT_COMPANY,
} from './associationTypes.ts';
import type { ObjectType } from './objectTypes.ts';
import { keyOf, PortalChanges } from './PortalChanges.ts';
import { companyRecord, companyStamp } from './records/companyRecord.ts';
import { contactRecords } from './records/contactRecords.ts';
import { contractRecords } from './records/contractRecords.ts';
import type { CrmRecord, RecordLink } from './records/CrmRecord.ts';
import { dealRecords, TASK_PREFIX } from './records/dealRecords.ts';
import { engagementRecords } from './records/engagementRecords.ts';
import { FEEDBACK_PREFIX, feedbackRecords } from './records/feedbackRecords.ts';
import type { AssociationType } from './wire/types.ts';

/** Companies whose records are kept; the rest are made again when read. */
const MAX_KEPT = 500;

/** A record at the other end of an association. @internal */
export interface Associate {
  readonly id: string;
  readonly types: readonly AssociationType[];
}

/** Records and links as the world tells them. */
interface WorldRecords {
  readonly company: Company;
  readonly records: readonly CrmRecord[];
  readonly links: readonly RecordLink[];
}

interface CompanyRecords {
  readonly byKey: ReadonlyMap<string, CrmRecord>;
  readonly byType: ReadonlyMap<ObjectType, readonly CrmRecord[]>;
  readonly links: readonly RecordLink[];
}

const NOTHING: CompanyRecords = {
  byKey: new Map(),
  byType: new Map(),
  links: [],
};

/**
 * The simulated portal: every CRM record of the world, made from the company
 * it belongs to when it is read. What callers changed lies over them.
 *
 * @internal
 */
export class Portal {
  readonly #world: World;
  readonly #staff: ReadonlyMap<string, Staff>;
  readonly #kept = new Map<number, WorldRecords & CompanyRecords>();
  readonly changes: PortalChanges;

  constructor(world: World, lag: ReadLag) {
    this.#world = world;
    this.#staff = new Map(world.staff.map(person => [person.key, person]));
    this.changes = new PortalChanges(world.size, lag);
  }

  get staff(): readonly Staff[] {
    return this.#world.staff;
  }

  get size(): number {
    return this.#world.size;
  }

  /** Companies that were there from the start. */
  get firstSize(): number {
    return this.changes.firstLater;
  }

  /** When the world's own records of one type were changed last. */
  worldStamps(
    index: number,
    type: 'companies' | 'contacts' | 'deals',
  ): readonly { readonly id: string; readonly at: number }[] {
    const company = this.#world.company(index);
    if (type === 'companies') {
      const { updatedAt } = companyStamp(company, this.#world.today);
      return [{ id: company.ids.hubspot, at: Date.parse(updatedAt) }];
    }
    if (type === 'contacts') {
      const at = Date.parse(company.createdAt);
      return company.people.map(person => ({
        id: person.hubspotContactId,
        at,
      }));
    }
    return dealRecords(company, this.#staff)
      .records.filter(record => record.type === 'deals')
      .map(({ id, updatedAt }) => ({ id, at: Date.parse(updatedAt) }));
  }

  /** A company of the world has come; its records are there from now on. */
  join(index: number): void {
    this.changes.found(index);
    for (const record of this.#worldRecords(index).records) {
      this.changes.keep(index, record);
    }
  }

  /** Founds a company that the CRM alone knows. */
  found(name: string, domain: string, at: Date): number {
    const { index } = this.#world.add({
      name,
      domain,
      systems: ['hubspot'],
      at,
    });
    return index;
  }

  /** The record, or undefined when the portal has none of that type and id. */
  get(type: ObjectType, id: string): CrmRecord | undefined {
    const index = this.#indexOf(type, id);
    if (index === undefined) {
      return undefined;
    }
    if (type === 'companies' && !this.changes.touched(index)) {
      return this.ofCompany(index, type)[0];
    }
    // The number of a company that was merged away answers with what it became.
    const known = type === 'companies' ? this.companyIdAt(index) : id;
    return this.#recordsOf(index).byKey.get(keyOf(type, known));
  }

  /** A record in the recycling bin. */
  archived(type: ObjectType, id: string): CrmRecord | undefined {
    return this.allArchived(type).find(record => record.id === id);
  }

  /** The one thrown away first ahead. */
  allArchived(type: ObjectType): readonly CrmRecord[] {
    return [...this.changes.all(type)]
      .map(({ record }) => record)
      .filter(record => record.archivedAt !== undefined)
      .sort((a, b) => ((a.archivedAt ?? '') < (b.archivedAt ?? '') ? -1 : 1));
  }

  /** All records of one type that belong to the company at `index`. */
  ofCompany(index: number, type: ObjectType): readonly CrmRecord[] {
    // A scan over a large world must not make what it does not look at.
    return type === 'companies' && !this.changes.touched(index)
      ? [companyRecord(this.#world.company(index), this.#staff, this.#world)]
      : this.#recordsOf(index).byType.get(type) ?? [];
  }

  /** The number of the company at `index`, without making it. */
  companyIdAt(index: number): string {
    return this.#world.ids.hubspot('company', index);
  }

  /** The company behind a value that names one: its domain, a contact's e-mail, its product account. */
  indexOfValue(propertyName: string, value: string): number | undefined {
    switch (propertyName) {
      case 'domain':
        return this.#world.indexOfDomain(value.toLowerCase());
      case 'email':
        return this.#world.indexOfDomain(
          value.toLowerCase().split('@')[1] ?? '',
        );
      case 'product_account_id':
        return this.#world.indexOf('product', value);
      default:
        return undefined;
    }
  }

  /** The company that a record belongs to. */
  companyIndexOf(type: ObjectType, id: string): number | undefined {
    return this.get(type, id) ? this.#indexOf(type, id) : undefined;
  }

  associates(type: ObjectType, id: string, to: ObjectType): Associate[] {
    const index = this.#indexOf(type, id);
    if (index === undefined) {
      return [];
    }
    if (type === 'companies' && to === 'companies') {
      return this.#family(index);
    }
    const known = type === 'companies' ? this.companyIdAt(index) : id;
    return this.#recordsOf(index).links.flatMap(link => {
      const here = [link.from, link.to].findIndex(
        end => end.type === type && end.id === known,
      );
      if (here === -1) {
        return [];
      }
      const other = here === 0 ? link.to : link.from;
      return other.type === to
        ? [
            {
              id: other.id,
              types: associationTypesOf(type, to, link.primary),
            },
          ]
        : [];
    });
  }

  #family(index: number): Associate[] {
    const { parentIndex, childIndexes } = this.#world.company(index);
    const relatives: readonly (readonly [number, AssociationType])[] = [
      ...(parentIndex === undefined
        ? []
        : [[parentIndex, PARENT_COMPANY] as const]),
      ...childIndexes.map(at => [at, CHILD_COMPANY] as const),
    ];
    return relatives.flatMap(([at, type]) =>
      this.ofCompany(at, 'companies').map(({ id }) => ({
        id,
        types: [...associationTypesOf('companies', 'companies'), type],
      })),
    );
  }

  #indexOf(type: ObjectType, id: string): number | undefined {
    let known = id;
    if (type === 'tasks' && id.startsWith(TASK_PREFIX)) {
      known = id.slice(TASK_PREFIX.length);
    } else if (
      type === 'feedback_submissions' &&
      id.startsWith(FEEDBACK_PREFIX)
    ) {
      known = id.slice(FEEDBACK_PREFIX.length);
    }
    const index =
      this.changes.homeOf(type, id) ?? this.#world.indexOf('hubspot', known);
    return index === undefined ? undefined : this.changes.heirOf(index);
  }

  #recordsOf(index: number): CompanyRecords {
    if (!this.changes.touched(index)) {
      return this.#worldRecords(index);
    }
    return this.changes.isThere(index)
      ? groupOf(this.#changedRecords(index, this.companyIdAt(index)))
      : NOTHING;
  }

  /** With the records of the companies that were merged into this one. */
  #changedRecords(
    index: number,
    heir: string,
  ): Pick<WorldRecords, 'records' | 'links'> {
    const id = this.companyIdAt(index);
    const own = this.#worldRecords(index);
    const known = new Set(
      own.records.map(record => keyOf(record.type, record.id)),
    );
    const later = this.changes
      .addedTo(index)
      .filter(({ type, id: added }) => !known.has(keyOf(type, added)));
    const records = [
      ...own.records.map(record => this.changes.of(record)),
      ...later,
    ].filter(
      record =>
        record.archivedAt === undefined &&
        (id === heir || record.type !== 'companies'),
    );
    const moved = (end: RecordLink['from']) =>
      end.type === 'companies' && end.id === id ? { ...end, id: heir } : end;
    const links = [...own.links, ...this.changes.linksOf(index)].map(link => ({
      ...link,
      from: moved(link.from),
      to: moved(link.to),
    }));
    const heirs = this.changes
      .mergedInto(index)
      .map(merged => this.#changedRecords(merged, heir));
    return {
      records: [...records, ...heirs.flatMap(each => each.records)],
      links: [...links, ...heirs.flatMap(each => each.links)],
    };
  }

  #worldRecords(index: number): WorldRecords & CompanyRecords {
    const company = this.#world.company(index);
    const kept = this.#kept.get(index);
    if (kept?.company === company) {
      return kept;
    }
    const made = this.#make(company);
    this.#kept.set(index, made);
    if (this.#kept.size > MAX_KEPT) {
      const [oldest] = this.#kept.keys();
      this.#kept.delete(oldest);
    }
    return made;
  }

  #make(company: Company): WorldRecords & CompanyRecords {
    const sets = [
      contactRecords(company),
      dealRecords(company, this.#staff),
      contractRecords(company),
      engagementRecords(company, this.#staff, this.#world.today),
      feedbackRecords(company),
    ];
    const records = [
      companyRecord(company, this.#staff, this.#world),
      ...sets.flatMap(set => set.records),
    ];
    const links = sets.flatMap(set => set.links);
    return { company, records, ...groupOf({ records, links }) };
  }
}

/** What is archived takes its associations with it. */
function groupOf({
  records,
  links,
}: Pick<WorldRecords, 'records' | 'links'>): CompanyRecords {
  const byType = new Map<ObjectType, CrmRecord[]>();
  for (const record of records) {
    const same = byType.get(record.type) ?? [];
    same.push(record);
    byType.set(record.type, same);
  }
  const byKey = new Map(
    records.map(record => [keyOf(record.type, record.id), record]),
  );
  return {
    byKey,
    byType,
    links: links.filter(({ from, to }) =>
      [from, to].every(end => byKey.has(keyOf(end.type, end.id))),
    ),
  };
}

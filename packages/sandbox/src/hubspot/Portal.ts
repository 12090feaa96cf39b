import type { Company, Staff, World } from '../world/types.ts';
import {
  associationTypesOf,
  CHILD_COMPANY,
  PARENT_COMPANY,
} from './associationTypes.ts';
import type { ObjectType } from './objectTypes.ts';
import { companyRecord } from './records/companyRecord.ts';
import { contactRecords } from './records/contactRecords.ts';
import { contractRecords } from './records/contractRecords.ts';
import type { CrmRecord, RecordLink } from './records/CrmRecord.ts';
import { dealRecords, TASK_PREFIX } from './records/dealRecords.ts';
import { engagementRecords } from './records/engagementRecords.ts';
import { FEEDBACK_PREFIX, feedbackRecords } from './records/feedbackRecords.ts';
import { sinceOf } from './wire/crmObject.ts';
import type { AssociationType } from './wire/types.ts';

/** Companies whose records are kept; the rest are made again when read. */
const MAX_KEPT = 500;

/** A record at the other end of an association. @internal */
export interface Associate {
  readonly id: string;
  readonly types: readonly AssociationType[];
}

interface CompanyRecords {
  readonly company: Company;
  readonly byKey: ReadonlyMap<string, CrmRecord>;
  readonly byType: ReadonlyMap<ObjectType, readonly CrmRecord[]>;
  readonly links: readonly RecordLink[];
}

/**
 * The simulated portal: every CRM record of the world, made from the company
 * it belongs to when it is read. Edits lie over them.
 *
 * @internal
 */
export class Portal {
  readonly #world: World;
  readonly #staff: ReadonlyMap<string, Staff>;
  readonly #kept = new Map<number, CompanyRecords>();
  readonly #edits = new Map<string, CrmRecord>();

  constructor(world: World) {
    this.#world = world;
    this.#staff = new Map(world.staff.map(person => [person.key, person]));
  }

  get staff(): readonly Staff[] {
    return this.#world.staff;
  }

  get size(): number {
    return this.#world.size;
  }

  /** The record, or undefined when the portal has none of that type and id. */
  get(type: ObjectType, id: string): CrmRecord | undefined {
    const index = this.#indexOf(type, id);
    return index === undefined
      ? undefined
      : this.#recordsOf(index).byKey.get(keyOf(type, id));
  }

  /** All records of one type that belong to the company at `index`. */
  ofCompany(index: number, type: ObjectType): readonly CrmRecord[] {
    // A scan over a large world must not make what it does not look at.
    return type === 'companies'
      ? [this.#companyRecord(this.#world.company(index))]
      : this.#recordsOf(index).byType.get(type) ?? [];
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
    return this.#recordsOf(index).links.flatMap(link => {
      const here = [link.from, link.to].findIndex(
        end => end.type === type && end.id === id,
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

  /** Changes properties of a record, as somebody at the CRM would. */
  edit(
    record: CrmRecord,
    properties: Readonly<Record<string, string | null>>,
    at: Date,
  ): CrmRecord {
    const updatedAt = at.toISOString();
    const stamp =
      record.type === 'contacts' ? 'lastmodifieddate' : 'hs_lastmodifieddate';
    const history = { ...record.history };
    const changedAt = { ...record.changedAt };
    for (const name of Object.keys(properties)) {
      const before = record.properties[name];
      if (before !== null && before !== undefined) {
        history[name] = [
          { value: before, at: sinceOf(record, name) },
          ...(history[name] ?? []),
        ];
      }
      changedAt[name] = updatedAt;
    }
    const edited: CrmRecord = {
      ...record,
      updatedAt,
      history,
      changedAt,
      properties: {
        ...record.properties,
        ...properties,
        hs_lastmodifieddate: updatedAt,
        [stamp]: updatedAt,
      },
    };
    this.#edits.set(keyOf(record.type, record.id), edited);
    const index = this.#indexOf(record.type, record.id);
    if (index !== undefined) {
      this.#kept.delete(index);
    }
    return edited;
  }

  #family(index: number): Associate[] {
    const { parentIndex, childIndexes } = this.#world.company(index);
    const relative = (at: number, type: AssociationType): Associate => ({
      id: this.#world.company(at).ids.hubspot,
      types: [...associationTypesOf('companies', 'companies'), type],
    });
    return [
      ...(parentIndex === undefined
        ? []
        : [relative(parentIndex, PARENT_COMPANY)]),
      ...childIndexes.map(at => relative(at, CHILD_COMPANY)),
    ];
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
    return this.#world.indexOf('hubspot', known);
  }

  #recordsOf(index: number): CompanyRecords {
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

  #companyRecord(company: Company): CrmRecord {
    return (
      this.#edits.get(keyOf('companies', company.ids.hubspot)) ??
      companyRecord(company, this.#staff, this.#world)
    );
  }

  #make(company: Company): CompanyRecords {
    const sets = [
      contactRecords(company),
      dealRecords(company, this.#staff),
      contractRecords(company),
      engagementRecords(company, this.#staff, this.#world.today),
      feedbackRecords(company),
    ];
    const records = [
      this.#companyRecord(company),
      ...sets.flatMap(set => set.records),
    ].map(record => this.#edits.get(keyOf(record.type, record.id)) ?? record);
    const byType = new Map<ObjectType, CrmRecord[]>();
    for (const record of records) {
      const same = byType.get(record.type) ?? [];
      same.push(record);
      byType.set(record.type, same);
    }
    return {
      company,
      byKey: new Map(
        records.map(record => [keyOf(record.type, record.id), record]),
      ),
      byType,
      links: sets.flatMap(set => set.links),
    };
  }
}

function keyOf(type: ObjectType, id: string): string {
  return `${type}/${id}`;
}

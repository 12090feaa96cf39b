import type { ReadLag } from '../server/changes/ReadLag.ts';
import { Versions } from '../server/changes/Versions.ts';
import type { ObjectType } from './objectTypes.ts';
import type { CrmRecord, RecordLink } from './records/CrmRecord.ts';
import { sinceOf } from './wire/crmObject.ts';

/** Above every number that the world's own records have. */
const FIRST_LATER_ID = 30_000_000_000;

/** @internal */
export function keyOf(type: ObjectType, id: string): string {
  return `${type}/${id}`;
}

/** The property that says when a record was changed last. @internal */
export function stampOf(type: ObjectType): string {
  return type === 'contacts' ? 'lastmodifieddate' : 'hs_lastmodifieddate';
}

/**
 * What callers changed at the portal: records edited, added and archived,
 * companies founded and merged. Companies go by their index.
 *
 * @internal
 */
export class PortalChanges {
  /** Companies from this index on came later. */
  readonly firstLater: number;
  readonly #records: Versions<string, CrmRecord>;
  readonly #links: Versions<number, readonly RecordLink[]>;
  readonly #founded: Versions<number, true>;
  readonly #heirs: Versions<number, number>;
  readonly #merged = new Map<number, number[]>();
  /** The company that an added record belongs to. */
  readonly #homes = new Map<string, number>();
  readonly #added = new Map<number, string[]>();
  readonly #indexes = new Map<string, number>();
  readonly #touched = new Set<number>();
  #nextId = FIRST_LATER_ID;

  constructor(size: number, lag: ReadLag) {
    this.firstLater = size;
    this.#records = new Versions(lag);
    this.#links = new Versions(lag);
    this.#founded = new Versions(lag);
    this.#heirs = new Versions(lag);
  }

  /** Whether anything of the company was ever changed. */
  touched(index: number): boolean {
    return this.#touched.has(index) || index >= this.firstLater;
  }

  /** False while it is not founded yet, and after it was merged away. */
  isThere(index: number): boolean {
    return (
      this.#heirs.get(index) === undefined &&
      (index < this.firstLater || this.#founded.get(index) === true)
    );
  }

  /** A record with what was changed of it. */
  of(record: CrmRecord): CrmRecord {
    return this.#records.get(keyOf(record.type, record.id)) ?? record;
  }

  /** Records that were changed or added at all, with the company they belong to. */
  *all(type: ObjectType): Generator<{ record: CrmRecord; index: number }> {
    for (const key of this.#records.keys()) {
      const record = this.#records.get(key);
      const index = this.#indexes.get(key);
      if (record?.type === type && index !== undefined) {
        yield { record, index: this.heirOf(index) };
      }
    }
  }

  addedTo(index: number): readonly CrmRecord[] {
    return (this.#added.get(index) ?? []).flatMap(
      key => this.#records.get(key) ?? [],
    );
  }

  linksOf(index: number): readonly RecordLink[] {
    return this.#links.get(index) ?? [];
  }

  homeOf(type: ObjectType, id: string): number | undefined {
    return this.#homes.get(keyOf(type, id));
  }

  /** What became of a company that was merged away, or itself. */
  heirOf(index: number): number {
    let at = index;
    for (
      let next = this.#heirs.get(at);
      next !== undefined;
      next = this.#heirs.get(at)
    ) {
      at = next;
    }
    return at;
  }

  mergedInto(index: number): readonly number[] {
    return (this.#merged.get(index) ?? []).filter(
      each => this.#heirs.get(each) === index,
    );
  }

  /** Changes properties of a record, as somebody at the CRM would. */
  edit(
    index: number,
    record: CrmRecord,
    properties: Readonly<Record<string, string | null>>,
    at: Date,
  ): CrmRecord {
    const updatedAt = at.toISOString();
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
    return this.#put(index, {
      ...record,
      updatedAt,
      history,
      changedAt,
      properties: {
        ...record.properties,
        ...properties,
        hs_lastmodifieddate: updatedAt,
        [stampOf(record.type)]: updatedAt,
      },
    });
  }

  /** @param id - of a company, whose number its index gives */
  add(
    index: number,
    type: ObjectType,
    properties: Readonly<Record<string, string | null>>,
    at: Date,
    id = String(this.#nextId),
  ): CrmRecord {
    this.#nextId += 1;
    const stamp = at.toISOString();
    const key = keyOf(type, id);
    this.#homes.set(key, index);
    this.#added.set(index, [...(this.#added.get(index) ?? []), key]);
    return this.#put(index, {
      type,
      id,
      createdAt: stamp,
      updatedAt: stamp,
      properties: {
        ...properties,
        createdate: stamp,
        hs_createdate: stamp,
        hs_lastmodifieddate: stamp,
        [stampOf(type)]: stamp,
      },
    });
  }

  link(index: number, links: readonly RecordLink[]): void {
    this.#touched.add(index);
    this.#links.set(index, [...this.linksOf(index), ...links]);
  }

  archive(index: number, record: CrmRecord, at: Date): void {
    this.#put(index, { ...record, archivedAt: at.toISOString() });
  }

  /** A company has come; its world's records show from now on. */
  found(index: number): void {
    this.#founded.set(index, true);
  }

  /** A record that came with its company. */
  keep(index: number, record: CrmRecord): void {
    this.#put(index, record);
  }

  /** Puts the records of one company under another. */
  merge(from: number, into: number): void {
    this.#touched.add(from).add(into);
    this.#merged.set(into, [...(this.#merged.get(into) ?? []), from]);
    this.#heirs.set(from, into);
  }

  #put(index: number, record: CrmRecord): CrmRecord {
    const key = keyOf(record.type, record.id);
    this.#touched.add(index);
    this.#indexes.set(key, index);
    this.#records.set(key, record);
    return record;
  }
}

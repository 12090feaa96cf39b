import type { VendorContext } from '../server/types.ts';
import type { ObjectType } from './objectTypes.ts';
import { singularOf, typeIdOf } from './objectTypes.ts';
import type { CrmRecord, RecordLink } from './records/CrmRecord.ts';
import { valueOf } from './wire/crmObject.ts';

/** Objects whose events have a name of their own; the rest say `object` and which. */
const NAMED: readonly ObjectType[] = [
  'companies',
  'contacts',
  'deals',
  'tickets',
];

/** The portal's events, as HubSpot's webhooks tell them. @internal */
export class PortalEvents {
  readonly #context: VendorContext;
  /** Receivers remember ids: the next sandbox must not give them again. */
  #nextId = Date.now() * 100;

  constructor(context: VendorContext) {
    this.#context = context;
  }

  created(record: CrmRecord): void {
    this.#emit(record, 'creation', { changeFlag: 'CREATED' });
  }

  /** One event for each property. */
  changed(record: CrmRecord, names: readonly string[]): void {
    for (const name of names) {
      this.#emit(record, 'propertyChange', {
        propertyName: name,
        propertyValue: valueOf(record, name) ?? '',
      });
    }
  }

  archived(record: CrmRecord): void {
    this.#emit(record, 'deletion', { changeFlag: 'DELETED' });
  }

  /** The record that was merged into keeps its number. */
  merged(record: CrmRecord, mergedId: string, moved: number): void {
    this.#emit(record, 'merge', {
      primaryObjectId: Number(record.id),
      mergedObjectIds: [Number(mergedId)],
      newObjectId: Number(record.id),
      numberOfPropertiesMoved: moved,
    });
  }

  /** Both ends are told, each from its own side. */
  associated({ from, to, primary }: RecordLink): void {
    for (const [here, there] of [
      [from, to],
      [to, from],
    ]) {
      this.#emit(here, 'associationChange', {
        associationType: `${singularOf(here.type)}_to_${singularOf(
          there.type,
        )}`.toUpperCase(),
        associationCategory: 'HUBSPOT_DEFINED',
        fromObjectId: Number(here.id),
        toObjectId: Number(there.id),
        associationRemoved: false,
        isPrimaryAssociation: primary ?? false,
      });
    }
  }

  #emit(
    { type, id }: { readonly type: ObjectType; readonly id: string },
    what: string,
    data: Readonly<Record<string, unknown>>,
  ): void {
    const named = NAMED.includes(type);
    this.#context.emit({
      id: String(this.#nextId),
      type: `${named ? singularOf(type) : 'object'}.${what}`,
      objectId: id,
      occurredAt: this.#context.now(),
      data: {
        changeSource: 'INTEGRATION',
        ...(!named && { objectTypeId: typeIdOf(type) }),
        ...data,
      },
    });
    this.#nextId += 1;
  }
}

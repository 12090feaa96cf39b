import { stringifyEntityRef } from '@backstage/catalog-model';
import { NotFoundError } from '@backstage/errors';
import {
  CUSTOMER_KIND,
  grantsManagePermission,
  type AccessReason,
  type CustomerAccessView,
  type CustomerEntity,
  type CustomerPeople,
  type FacetDefinition,
  type LiveGrant,
  type PersonAccess,
  type RoleDescription,
} from '@customer-360/backstage-plugin-customer-360-common';
import type {
  AccessExplainer,
  PersonClaims,
} from '@customer-360/backstage-plugin-customer-360-node';
import type {
  CustomerAccess,
  ReadableCustomer,
} from '../access/CustomerAccess';
import type { Reader } from '../access/Reader';
import type { CustomerName } from '../customers/CustomerPages';
import type { Grants } from '../grants/Grants';
import type { LedgerEntry, LedgerStore } from '../ledger/LedgerStore';
import { refusedToo } from '../ledger/refusedToo';
import type { AccessReview } from './AccessReview';
import { explainAccess } from './explainAccess';
import { covers, grantReason } from './grantReason';
import type { PortalPeople, PortalPerson } from './PortalPeople';
import { reasonsWhySeen } from './reasonsWhySeen';
import { rolesHeld } from './rolesHeld';

const MAX_PEOPLE = 5_000;
const MAX_LISTED = 1_000;
/** Holders of grants who are looked up by their refs. */
const MAX_HOLDERS = 1_000;

type SeeingPerson = CustomerPeople['people'][number];

/** @see AccessReview */
export class DefaultAccessReview implements AccessReview {
  readonly #access: CustomerAccess;
  readonly #explainer: AccessExplainer;
  readonly #people: PortalPeople;
  readonly #grants: Pick<Grants, 'live'>;
  readonly #ledger: LedgerStore;
  readonly #definitions: readonly FacetDefinition[];
  readonly #labels: readonly string[];

  constructor(options: {
    access: CustomerAccess;
    explainer: AccessExplainer;
    people: PortalPeople;
    grants: Pick<Grants, 'live'>;
    ledger: LedgerStore;
    definitions: readonly FacetDefinition[];
    labels: readonly string[];
  }) {
    this.#access = options.access;
    this.#explainer = options.explainer;
    this.#people = options.people;
    this.#grants = options.grants;
    this.#ledger = options.ledger;
    this.#definitions = options.definitions;
    this.#labels = options.labels;
  }

  async own(reader: Reader, name: CustomerName): Promise<CustomerAccessView> {
    const entry = entryOf(reader, 'own', refOf(name));
    const customer = await refusedToo(this.#ledger, entry, () =>
      this.#access.readCustomer(reader, name),
    );
    await this.#ledger.append([entry]);
    return explainAccess(
      customer,
      this.#definitions,
      this.#labels,
      await this.#ownReasons(reader, customer),
    );
  }

  async people(reader: Reader, name: CustomerName): Promise<CustomerPeople> {
    const entry = entryOf(reader, 'people', refOf(name));
    const { entity, ref } = await refusedToo(this.#ledger, entry, async () => {
      await this.#access.require(reader, grantsManagePermission);
      return this.#access.readCustomer(reader, name);
    });
    const [{ people, more }, live] = await Promise.all([
      this.#people.all(MAX_PEOPLE),
      this.#grants.live(),
    ]);
    const granted = grantsByPerson(live.filter(grant => covers(grant, entity)));
    const known = new Set(people.map(({ userRef }) => userRef));
    const others = [...granted.keys()].filter(holder => !known.has(holder));
    const holders = await this.#holders(others.slice(0, MAX_HOLDERS));
    const seeing = [...people, ...holders]
      .map(person => ({
        person: person.userRef,
        ...(person.name !== undefined && { name: person.name }),
        reasons: reasonsWhySeen(
          this.#explainer,
          person,
          entity,
          granted.get(person.userRef),
        ),
      }))
      .filter(({ reasons }) => reasons.length > 0)
      .sort(exceptionsFirst);
    const listed = seeing.slice(0, MAX_LISTED).sort(byName);
    await this.#ledger.append([{ ...entry, rows: listed.length }]);
    return {
      customer: { ref, title: titleOf(entity) },
      rolesKnown: this.#explainer.roles() !== undefined,
      people: listed,
      more: more || others.length > MAX_HOLDERS || seeing.length > MAX_LISTED,
    };
  }

  async roles(reader: Reader): Promise<readonly RoleDescription[]> {
    const entry = entryOf(reader, 'roles');
    await this.#allow(reader, entry);
    const roles = this.#explainer.roles() ?? [];
    await this.#ledger.append([{ ...entry, rows: roles.length }]);
    return roles;
  }

  async person(reader: Reader, userRef: string): Promise<PersonAccess> {
    const entry = { ...entryOf(reader, 'person'), subjectRef: userRef };
    await this.#allow(reader, entry);
    const person = await this.#people.find(userRef);
    if (!person) {
      await this.#ledger.append([{ ...entry, rows: 0 }]);
      throw new NotFoundError('There is no such person');
    }
    const live = await this.#grants.live();
    const roles = this.#explainer.roles();
    await this.#ledger.append([{ ...entry, rows: 1 }]);
    return {
      person: person.userRef,
      ...(person.name !== undefined && { name: person.name }),
      rolesKnown: roles !== undefined,
      roles: rolesHeld(person, roles ?? []),
      grants: live
        .filter(grant => grant.person === person.userRef)
        .map(grant => ({ ...grantReason(grant), scope: grant.scope })),
    };
  }

  async #ownReasons(
    reader: Reader,
    { entity }: ReadableCustomer,
  ): Promise<AccessReason[]> {
    const [person, live] = await Promise.all([
      this.#people.find(reader.userRef),
      this.#grants.live(),
    ]);
    const mine = live.filter(
      grant => grant.person === reader.userRef && covers(grant, entity),
    );
    return this.#reasonsOf(
      person ?? unknownPerson(reader.userRef),
      entity,
      mine,
    );
  }

  /** People by their refs, those whom the catalog does not know among them. */
  async #holders(userRefs: readonly string[]): Promise<PortalPerson[]> {
    const found = new Map(
      (userRefs.length > 0 ? await this.#people.findAll(userRefs) : []).map(
        person => [person.userRef, person],
      ),
    );
    return userRefs.map(ref => found.get(ref) ?? unknownPerson(ref));
  }

  #reasonsOf(
    person: PersonClaims,
    entity: CustomerEntity,
    granted: readonly LiveGrant[] = [],
  ): AccessReason[] {
    return [
      ...this.#explainer.reasonsOf(person, entity),
      ...granted.map(grantReason),
    ];
  }

  #allow(reader: Reader, entry: LedgerEntry): Promise<void> {
    return refusedToo(this.#ledger, entry, () =>
      this.#access.require(reader, grantsManagePermission),
    );
  }
}

function entryOf(
  reader: Reader,
  asked: 'own' | 'people' | 'roles' | 'person',
  customerRef?: string,
): LedgerEntry {
  return {
    kind: 'access',
    actorRef: reader.userRef,
    requestId: reader.requestId,
    ...(customerRef !== undefined && { customerRef }),
    facets: {},
    labels: [],
    detail: { asked },
  };
}

function grantsByPerson(
  grants: readonly LiveGrant[],
): ReadonlyMap<string, readonly LiveGrant[]> {
  const people = new Map<string, LiveGrant[]>();
  for (const grant of grants) {
    people.set(grant.person, [...(people.get(grant.person) ?? []), grant]);
  }
  return people;
}

/** As far as is known of them: in no group. */
function unknownPerson(userRef: string): PortalPerson {
  return { userRef, ownershipRefs: [userRef] };
}

/** Where the list is cut, those stay whom nobody would guess. */
function exceptionsFirst(a: SeeingPerson, b: SeeingPerson): number {
  return Number(hasGrant(b)) - Number(hasGrant(a)) || byName(a, b);
}

function hasGrant({ reasons }: SeeingPerson): boolean {
  return reasons.some(({ via }) => via === 'grant');
}

function byName(a: SeeingPerson, b: SeeingPerson): number {
  return (a.name ?? a.person).localeCompare(b.name ?? b.person);
}

function refOf(name: CustomerName): string {
  return stringifyEntityRef({ kind: CUSTOMER_KIND, ...name });
}

function titleOf({ metadata }: CustomerEntity): string {
  return metadata.title ?? metadata.name;
}

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
import type { PortalPeople } from './PortalPeople';

const MAX_PEOPLE = 5_000;
const MAX_LISTED = 1_000;

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
    return {
      ...explainAccess(customer, this.#definitions, this.#labels),
      reasons: await this.#ownReasons(reader, customer),
    };
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
    const seeing = people
      .map(person => ({
        person: person.userRef,
        ...(person.name !== undefined && { name: person.name }),
        reasons: this.#reasonsOf(person, entity, granted.get(person.userRef)),
      }))
      .filter(({ reasons }) => reasons.length > 0)
      .sort((a, b) => (a.name ?? a.person).localeCompare(b.name ?? b.person));
    const listed = seeing.slice(0, MAX_LISTED);
    await this.#ledger.append([{ ...entry, rows: listed.length }]);
    return {
      customer: { ref, title: titleOf(entity) },
      rolesKnown: this.#explainer.roles() !== undefined,
      people: listed,
      more: more || seeing.length > MAX_LISTED,
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
    const entry = entryOf(reader, 'person');
    await this.#allow(reader, entry);
    const person = await this.#people.find(userRef);
    if (!person) {
      await this.#ledger.append([{ ...entry, rows: 0 }]);
      throw new NotFoundError('There is no such person');
    }
    const live = await this.#grants.live();
    const roles = this.#explainer.roles();
    const claims = new Set(person.ownershipRefs);
    await this.#ledger.append([{ ...entry, rows: 1 }]);
    return {
      person: person.userRef,
      ...(person.name !== undefined && { name: person.name }),
      rolesKnown: roles !== undefined,
      roles: (roles ?? []).filter(({ members }) =>
        members.some(member => claims.has(member)),
      ),
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
      person ?? { userRef: reader.userRef, ownershipRefs: [reader.userRef] },
      entity,
      mine,
    );
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

function refOf(name: CustomerName): string {
  return stringifyEntityRef({ kind: CUSTOMER_KIND, ...name });
}

function titleOf({ metadata }: CustomerEntity): string {
  return metadata.title ?? metadata.name;
}

import { RELATION_OWNED_BY } from '@backstage/catalog-model';
import {
  accessPermission,
  INDICATOR_KINDS,
  tierPermissions,
  type CustomerEntity,
  type FacetDefinition,
  type LiveGrant,
} from '@customer-360/backstage-plugin-customer-360-common';
import type { AccessExplainer } from '@customer-360/backstage-plugin-customer-360-node';
import { LRUCache } from 'lru-cache';
import type { AccessShape, FacetAccess } from '../access/AccessShape';
import { shapeAccess } from '../access/shapeAccess';
import { shapeKey } from '../access/shapeKey';
import type { Clock } from '../clock/SharedClock';
import type { Grants } from '../grants/Grants';
import { covers } from '../review/grantReason';
import type { PortalPeople, PortalPerson } from '../review/PortalPeople';
import { reasonsWhySeen } from '../review/reasonsWhySeen';
import { rolesHeld } from '../review/rolesHeld';
import type { AccountTeam, Audience } from './Audience';

const MAX_PEOPLE = 50;
const MAX_MEMBERS = 200;
const MAX_KNOWN = 5_000;
const KEPT_MS = 60_000;
const GRANTS_KEPT_MS = 2_000;
const INPUTS: ReadonlySet<string> = new Set(
  INDICATOR_KINDS.flatMap(({ inputs }) => inputs),
);

/**
 * The owners of a customer as its entity names them: people, and where there is
 * none the members of the groups. What they may see is what their roles and
 * exceptions come to, as the portal's policy explains itself.
 */
export class ExplainedAccountTeam implements AccountTeam {
  readonly #explainer: AccessExplainer;
  readonly #people: PortalPeople;
  readonly #grants: Pick<Grants, 'live'>;
  readonly #definitions: readonly FacetDefinition[];
  readonly #labels: readonly string[];
  readonly #withDetails: boolean;
  readonly #clock: Clock;
  readonly #known = new LRUCache<string, Promise<PortalPerson[]>>({
    max: MAX_KNOWN,
    ttl: KEPT_MS,
  });
  #live?: { readonly until: number; readonly grants: Promise<LiveGrant[]> };

  constructor(options: {
    explainer: AccessExplainer;
    people: PortalPeople;
    grants: Pick<Grants, 'live'>;
    definitions: readonly FacetDefinition[];
    labels: readonly string[];
    /** False where nobody is to be told what has changed. */
    withDetails: boolean;
    clock: Clock;
  }) {
    this.#explainer = options.explainer;
    this.#people = options.people;
    this.#grants = options.grants;
    this.#definitions = options.definitions.filter(({ id }) => INPUTS.has(id));
    this.#labels = options.labels;
    this.#withDetails = options.withDetails;
    this.#clock = options.clock;
  }

  async audiencesOf(entity: CustomerEntity): Promise<Audience[]> {
    const people = await this.#peopleOf(entity);
    if (this.#explainer.roles() === undefined) {
      // Whom the entity names sees the page or does not: nobody can say.
      return people.length === 0
        ? []
        : [
            {
              key: 'unknown',
              people: people.map(({ userRef }) => userRef),
              withDetails: false,
            },
          ];
    }
    const live = await this.#liveGrants();
    const audiences = new Map<
      string,
      { people: string[]; shape: AccessShape }
    >();
    for (const person of people) {
      const shape = this.#shapeOf(person, entity, live);
      if (shape) {
        const known = audiences.get(shape.key) ?? { people: [], shape };
        known.people.push(person.userRef);
        audiences.set(shape.key, known);
      }
    }
    return [...audiences].map(([key, audience]) => ({
      key,
      ...audience,
      withDetails: this.#withDetails,
    }));
  }

  async #peopleOf(entity: CustomerEntity): Promise<PortalPerson[]> {
    const owners = [
      ...new Set(
        (entity.relations ?? [])
          .filter(({ type }) => type === RELATION_OWNED_BY)
          .map(({ targetRef }) => targetRef),
      ),
    ].slice(0, MAX_PEOPLE);
    const users = owners.filter(ref => ref.startsWith('user:'));
    const groups = owners.filter(ref => ref.startsWith('group:'));
    const found = await Promise.all(
      users.length > 0
        ? users.map(ref => this.#remembered(ref, () => this.#user(ref)))
        : groups.map(ref =>
            this.#remembered(ref, () =>
              this.#people.membersOf(ref, MAX_MEMBERS),
            ),
          ),
    );
    return [
      ...new Map(found.flat().map(person => [person.userRef, person])).values(),
    ];
  }

  async #user(ref: string): Promise<PortalPerson[]> {
    const person = await this.#people.find(ref);
    return person ? [person] : [];
  }

  #remembered(
    ref: string,
    read: () => Promise<PortalPerson[]>,
  ): Promise<PortalPerson[]> {
    const known = this.#known.get(ref);
    if (known) {
      return known;
    }
    const people = read();
    this.#known.set(ref, people);
    people.catch(() => this.#known.delete(ref));
    return people;
  }

  async #liveGrants(): Promise<readonly LiveGrant[]> {
    const now = this.#clock.now();
    if (!this.#live || this.#live.until <= now) {
      const grants = this.#grants.live();
      this.#live = { until: now + GRANTS_KEPT_MS, grants };
      grants.catch(() => {
        this.#live = undefined;
      });
    }
    return (await this.#live.grants).filter(
      ({ expiresAt }) => Date.parse(expiresAt) > now,
    );
  }

  /** Undefined for somebody who would see none of it. */
  #shapeOf(
    person: PortalPerson,
    entity: CustomerEntity,
    live: readonly LiveGrant[],
  ): AccessShape | undefined {
    const mayUse = rolesHeld(person, this.#explainer.roles() ?? []).some(
      ({ permissions }) => permissions.includes(accessPermission.name),
    );
    const allowed = new Set(
      reasonsWhySeen(
        this.#explainer,
        person,
        entity,
        live.filter(
          grant => grant.person === person.userRef && covers(grant, entity),
        ),
      ).flatMap(reason => [...tierPermissions(reason)]),
    );
    const { facets, labels } = shapeAccess({
      allowed,
      definitions: this.#definitions,
      labels: this.#labels,
    });
    const seen = [...facets.values()].some(({ level }) => level !== 'none');
    return mayUse && seen
      ? withKey({ facets: new Map([...facets].map(unexplained)), labels })
      : undefined;
  }
}

/** Nobody is told here who may see the rest. */
function unexplained([id, access]: [
  string,
  { readonly level: FacetAccess['level'] },
]): [string, FacetAccess] {
  return [
    id,
    access.level === 'none'
      ? { level: 'none', whoMaySee: '' }
      : { level: access.level },
  ];
}

function withKey(shape: Pick<AccessShape, 'facets' | 'labels'>): AccessShape {
  const whole = { ...shape, mayRefresh: false };
  return { ...whole, key: shapeKey(whole) };
}

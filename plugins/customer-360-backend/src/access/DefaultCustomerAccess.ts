import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { NotAllowedError } from '@backstage/errors';
import { catalogEntityReadPermission } from '@backstage/plugin-catalog-common/alpha';
import {
  AuthorizeResult,
  type BasicPermission,
  type ResourcePermission,
} from '@backstage/plugin-permission-common';
import {
  accessPermission,
  actionsApprovePermission,
  breakGlassPermission,
  exportPermission,
  grantsManagePermission,
  ledgerReadPermission,
  linksManagePermission,
  observationsErasePermission,
  nobodyPermission,
  CUSTOMER_API_VERSION,
  CUSTOMER_KIND,
  type CustomerEntity,
  type FacetDefinition,
  tierPermissions,
  usageReadPermission,
  type GrantScope,
  type TierGrant,
} from '@customer-360/backstage-plugin-customer-360-common';
import type { AccessExplainer } from '@customer-360/backstage-plugin-customer-360-node';
import { visibilityOf } from '../portfolio/visibility/visibilityOf';
import type { Visibility } from '../portfolio/visibility/Visibility';
import type { AccessShape, FacetAccess } from './AccessShape';
import type { CustomerAccess, ReadableCustomer } from './CustomerAccess';
import type { CustomerEntities } from './CustomerEntities';
import { customerNotFound } from './customerNotFound';
import type { CustomerRights } from './CustomerRights';
import type { PersonDecisions, PersonDecisionSource } from './PersonDecisions';
import type { Reader } from './Reader';
import { entityVersion } from './entityVersion';
import { narrowShape } from './narrowShape';
import { shapeAccess, type RawAccessShape } from './shapeAccess';
import { shapeKey } from './shapeKey';
import { viewPermissions } from './viewPermissions';

/** What a policy that allows everybody everything does not open. */
const SHUT: ReadonlySet<string> = new Set(
  [
    actionsApprovePermission,
    breakGlassPermission,
    exportPermission,
    grantsManagePermission,
    ledgerReadPermission,
    linksManagePermission,
    observationsErasePermission,
    usageReadPermission,
  ].map(({ name }) => name),
);

/** @see CustomerAccess */
export class DefaultCustomerAccess implements CustomerAccess {
  readonly #decisions: PersonDecisionSource;
  readonly #rights: CustomerRights;
  readonly #entities: CustomerEntities;
  readonly #explainer: AccessExplainer;
  readonly #definitions: readonly FacetDefinition[];
  readonly #labels: readonly string[];
  readonly #allowAllPolicy: boolean;
  readonly #permissions: readonly ResourcePermission[];
  /**
   * What the decisions came to for an entity. It lives no longer than either of
   * them is kept, so it prolongs nothing.
   */
  readonly #known = new WeakMap<
    PersonDecisions,
    WeakMap<CustomerEntity, Promise<ReadableCustomer | undefined>>
  >();

  readonly #listable = new WeakMap<PersonDecisions, Visibility>();

  constructor(options: {
    decisions: PersonDecisionSource;
    rights: CustomerRights;
    entities: CustomerEntities;
    explainer: AccessExplainer;
    definitions: readonly FacetDefinition[];
    labels: readonly string[];
    allowAllPolicy: boolean;
  }) {
    this.#decisions = options.decisions;
    this.#rights = options.rights;
    this.#entities = options.entities;
    this.#explainer = options.explainer;
    this.#definitions = options.definitions;
    this.#labels = options.labels;
    this.#allowAllPolicy = options.allowAllPolicy;
    this.#permissions = viewPermissions(options.definitions, options.labels);
  }

  async readCustomer(
    reader: Reader,
    ref: { namespace: string; name: string },
  ): Promise<ReadableCustomer> {
    const [decisions, entity] = await Promise.all([
      this.#decisions.of(reader),
      this.#entities.get(ref),
    ]);
    assertMayUse(decisions);
    // Rights are worked out over nobody as well, so that a customer that is
    // hidden takes no longer to be refused than one that is not there.
    const readable = await this.#readable(
      reader,
      decisions,
      entity ?? absentCustomer(ref),
    );
    if (!entity || !readable) {
      throw customerNotFound();
    }
    return readable;
  }

  async filterReadable(
    reader: Reader,
    entities: readonly CustomerEntity[],
  ): Promise<ReadableCustomer[]> {
    const decisions = await this.#decisions.of(reader);
    assertMayUse(decisions);
    const readable = await Promise.all(
      entities.map(entity => this.#readable(reader, decisions, entity)),
    );
    return readable.filter(customer => customer !== undefined);
  }

  async listable(reader: Reader): Promise<Visibility> {
    const decisions = await this.#decisions.of(reader);
    assertMayUse(decisions);
    let visibility = this.#listable.get(decisions);
    if (!visibility) {
      visibility = visibilityOf(decisions, this.#definitions);
      this.#listable.set(decisions, visibility);
    }
    return visibility;
  }

  async mostOf(reader: Reader, facet: string): Promise<FacetAccess['level']> {
    const decisions = await this.#decisions.of(reader);
    const allowed = new Set(
      [...decisions.resource]
        .filter(([, { result }]) => result !== AuthorizeResult.DENY)
        .map(([name]) => name),
    );
    if (!decisions.mayUse || !allowed.has(catalogEntityReadPermission.name)) {
      return 'none';
    }
    const { facets } = shapeAccess({
      allowed,
      definitions: this.#definitions,
      labels: this.#allowsAll(decisions) ? [] : this.#labels,
    });
    return facets.get(facet)?.level ?? 'none';
  }

  async require(reader: Reader, permission: BasicPermission): Promise<void> {
    assertMayUse(await this.#decisions.of(reader));
    if (!(await this.mayDo(reader, permission))) {
      throw notAllowed(permission);
    }
  }

  async mayDo(reader: Reader, permission: BasicPermission): Promise<boolean> {
    const decisions = await this.#decisions.of(reader);
    return (
      decisions.mayUse &&
      !(SHUT.has(permission.name) && this.#allowsAll(decisions)) &&
      this.#decisions.holds(reader, permission)
    );
  }

  async holds(
    reader: Reader,
    scope: GrantScope,
    names: ReadonlySet<string>,
  ): Promise<boolean> {
    const decisions = await this.#decisions.of(reader);
    const permissions = this.#permissions.filter(({ name }) => names.has(name));
    if (!decisions.mayUse) {
      return false;
    }
    if (scope.kind === 'segment') {
      return permissions.every(
        ({ name }) =>
          decisions.resource.get(name)?.result === AuthorizeResult.ALLOW,
      );
    }
    const entity = await this.#entities.get(parseEntityRef(scope.ref));
    const allowed =
      entity &&
      (await this.#rights.allowed(reader, decisions, entity, [
        catalogEntityReadPermission,
        ...permissions,
      ]));
    return (
      allowed !== undefined &&
      allowed.has(catalogEntityReadPermission.name) &&
      permissions.every(({ name }) => allowed.has(name))
    );
  }

  asSeenBy(customer: ReadableCustomer, grant: TierGrant): ReadableCustomer {
    const { entity, ref, shape } = customer;
    const others = shapeAccess({
      allowed: tierPermissions(grant),
      definitions: this.#definitions,
      labels: this.#labels,
    });
    return {
      ...customer,
      shape: narrowShape(shape, this.#explain(others, ref, entity.spec.owner)),
    };
  }

  async requireExisting(customerRef: string): Promise<void> {
    if (!(await this.#entities.get(parseEntityRef(customerRef)))) {
      throw customerNotFound();
    }
  }

  /**
   * Nobody is granted the one asked for, so whatever is no plain refusal, a
   * condition too, comes from a policy that allows what it does not know.
   */
  #allowsAll({ resource }: PersonDecisions): boolean {
    return (
      !this.#allowAllPolicy &&
      resource.get(nobodyPermission.name)?.result !== AuthorizeResult.DENY
    );
  }

  #readable(
    reader: Reader,
    decisions: PersonDecisions,
    entity: CustomerEntity,
  ): Promise<ReadableCustomer | undefined> {
    let byEntity = this.#known.get(decisions);
    if (!byEntity) {
      byEntity = new WeakMap();
      this.#known.set(decisions, byEntity);
    }
    let readable = byEntity.get(entity);
    if (!readable) {
      readable = this.#decide(reader, decisions, entity);
      byEntity.set(entity, readable);
      readable.catch(() => byEntity.delete(entity));
    }
    return readable;
  }

  async #decide(
    reader: Reader,
    decisions: PersonDecisions,
    entity: CustomerEntity,
  ): Promise<ReadableCustomer | undefined> {
    const allowed = await this.#rights.allowed(
      reader,
      decisions,
      entity,
      this.#permissions,
    );
    if (!allowed.has(catalogEntityReadPermission.name)) {
      return undefined;
    }
    const ref = stringifyEntityRef(entity);
    const shape = shapeAccess({
      allowed,
      definitions: this.#definitions,
      labels: this.#allowsAll(decisions) ? [] : this.#labels,
    });
    return {
      entity,
      entityVersion: entityVersion(entity),
      ref,
      shape: this.#explain(shape, ref, entity.spec.owner),
    };
  }

  #explain(
    shape: RawAccessShape,
    customerRef: string,
    ownerRef: string,
  ): AccessShape {
    const facets = new Map<string, FacetAccess>();
    // Asked once per section, level and label, which many facets share.
    const sentences = new Map<string, string>();
    const whoMaySee = (
      section: string,
      level: 'summary' | 'full',
      label: string | undefined,
    ) => {
      const key = `${section}/${level}/${label ?? ''}`;
      const sentence =
        sentences.get(key) ??
        this.#explainer.whoMaySee({
          customerRef,
          ownerRef,
          section,
          level,
          label,
        });
      sentences.set(key, sentence);
      return sentence;
    };
    const lacking = this.#labels.filter(label => !shape.labels.has(label));
    for (const { id, section, redact } of this.#definitions) {
      const access = shape.facets.get(id);
      if (access?.level === 'none') {
        const { needs, label } = access;
        facets.set(id, {
          level: 'none',
          label,
          whoMaySee: whoMaySee(section, needs, label),
        });
      } else if (access?.level === 'full' && redact && lacking.length > 0) {
        const keepers = Object.fromEntries(
          lacking.map(label => [label, whoMaySee(section, 'full', label)]),
        );
        facets.set(id, { level: 'full', keepers });
      } else if (access?.level === 'summary' && access.lowered !== undefined) {
        facets.set(id, {
          ...access,
          whoMaySee: whoMaySee(section, 'full', access.lowered),
        });
      } else if (access) {
        facets.set(id, access);
      }
    }
    const explained = { ...shape, facets };
    return { ...explained, key: shapeKey(explained) };
  }
}

/** A customer that is not there: nobody's, so that no rule of ownership holds. */
function absentCustomer(ref: {
  namespace: string;
  name: string;
}): CustomerEntity {
  return {
    apiVersion: CUSTOMER_API_VERSION,
    kind: CUSTOMER_KIND,
    metadata: ref,
    spec: { owner: '', lifecycle: 'active' },
  };
}

function assertMayUse(decisions: PersonDecisions): void {
  if (!decisions.mayUse) {
    throw notAllowed(accessPermission);
  }
}

function notAllowed({ name }: BasicPermission): NotAllowedError {
  return new NotAllowedError(
    `You need the permission ${name}. Ask whoever administers the portal.`,
  );
}

import type { Customer } from './customers.ts';
import { SECTION_LABELS } from './labelled.ts';
import {
  LABELS,
  SECTIONS,
  UNFILLED_SECTIONS,
  type Grant,
  type Role,
} from './roles.ts';

/** Who somebody is, as far as access goes. */
export interface Persona {
  readonly name: string;
  /** None for somebody whom no role names. */
  readonly role?: Role;
  readonly leads: readonly string[];
}

/** What a person may see of a customer: the rule, written down a second time. */
export interface Rights {
  /** That there is such a customer. */
  readonly customer: boolean;
  summary(section: string): boolean;
  /** With the label that the whole section needs. */
  full(section: string): boolean;
  label(label: string): boolean;
  /** To have it read again. */
  readonly refresh: boolean;
  /** To see and change which accounts at the sources are a customer's. */
  readonly links: boolean;
}

export function grantFor(
  { leads, name, role }: Persona,
  { owner, team }: Customer,
): Grant | undefined {
  if (owner === `user:default/${name}` || team.includes(name)) {
    return role?.own;
  }
  return leads.includes(owner) ? role?.team : role?.others;
}

export function rightsOf(
  persona: Persona,
  customer: Customer,
  others: readonly (Grant | undefined)[] = [],
): Rights {
  return {
    ...rightsOfGrants([grantFor(persona, customer), ...others]),
    links: managesLinks(persona.role),
  };
}

/** Of no customer in particular; to administer anybody is enough. */
export function managesLinks(role: Role | undefined): boolean {
  return (
    role?.permissions?.includes('links.manage') === true ||
    [role?.own, role?.team, role?.others].some(it => it?.tier === 'admin')
  );
}

/** What any of the grants gives is given. */
export function rightsOfGrants(grants: readonly (Grant | undefined)[]): Rights {
  const given = grants.filter(grant => grant !== undefined);
  const covers = (grant: Grant, section: string) =>
    (grant.sections ?? SECTIONS).includes(section);
  const labelled = (grant: Grant, label: string) =>
    (grant.labels ?? []).includes(label);
  const some = (holds: (grant: Grant) => boolean) => given.some(holds);
  return {
    customer: given.length > 0,
    summary: section => some(grant => covers(grant, section)),
    full: section => {
      const label = SECTION_LABELS[section];
      return (
        some(grant => grant.tier !== 'summary' && covers(grant, section)) &&
        (label === undefined || some(grant => labelled(grant, label)))
      );
    },
    label: label => some(grant => labelled(grant, label)),
    refresh: some(grant => grant.tier !== 'summary'),
    links: false,
  };
}

/** What both may see. */
export function narrowed(one: Rights, other: Rights): Rights {
  return {
    customer: one.customer && other.customer,
    summary: section => one.summary(section) && other.summary(section),
    full: section => one.full(section) && other.full(section),
    label: label => one.label(label) && other.label(label),
    refresh: false,
    links: one.links && other.links,
  };
}

/** Equal for two people who may see the same of a customer. */
export function shapeOf(rights: Rights): string {
  return JSON.stringify([
    SECTIONS.filter(section => !UNFILLED_SECTIONS.has(section)).map(section => [
      rights.summary(section),
      rights.full(section),
    ]),
    LABELS.map(label => rights.label(label)),
    rights.refresh,
  ]);
}

import { catalogEntityReadPermission } from '@backstage/plugin-catalog-common/alpha';
import {
  AuthorizeResult,
  type PermissionCondition,
  type PermissionCriteria,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  CUSTOMER_KIND,
  OBSERVED_FACETS,
  PORTFOLIO_SECTIONS,
  sectionFullPermission,
  sectionSummaryPermission,
  type FacetDefinition,
} from '@customer-360/backstage-plugin-customer-360-common';
import { z } from 'zod';
import type { PersonDecisions } from '../../access/PersonDecisions';
import { shapeAccess } from '../../access/shapeAccess';
import { maskOf, type SectionMask } from '../sectionMask';
import { cellsOf } from './cellsOf';
import { simplify } from './simplify';
import type { Atom, Visibility } from './Visibility';

/** All combinations of more than these are too many to go through. */
const MAX_ATOMS = 9;

const claimsSchema = z.object({ claims: z.array(z.string()) });
const refsSchema = z.object({ refs: z.array(z.string()) });
const kindsSchema = z.object({ kinds: z.array(z.string()) });
const specSchema = z.object({
  key: z.enum(['segment', 'lifecycle']),
  value: z.string(),
});

type Criteria = PermissionCriteria<PermissionCondition>;
/** What a condition says of a customer of whom this holds. */
type Holds = (atoms: readonly boolean[]) => boolean;

/**
 * From what the policy says of a person to which customers they may see, by what
 * customers are listed by: so that a page of the list is cut after hiding and
 * never before. Rules that cannot be said so close the list. Pure.
 */
export function visibilityOf(
  decisions: PersonDecisions,
  definitions: readonly FacetDefinition[],
): Visibility {
  const observed = definitions.filter(({ id }) =>
    (OBSERVED_FACETS as readonly string[]).includes(id),
  );
  const names = [
    catalogEntityReadPermission.name,
    ...PORTFOLIO_SECTIONS.flatMap(section => [
      sectionSummaryPermission(section).name,
      sectionFullPermission(section).name,
    ]),
  ];
  const asked = names.map(
    name => [name, decisions.resource.get(name)] as const,
  );
  const atoms = atomsOf(asked.map(([, decision]) => decision));
  if (atoms === undefined) {
    return { closed: 'foreign-rule' };
  }
  if (atoms.length > MAX_ATOMS) {
    return { closed: 'too-many-rules' };
  }
  const rules = asked.map(
    ([name, decision]) => [name, compile(decision, atoms)] as const,
  );
  const byMask = new Map<SectionMask, boolean[][]>();
  for (const given of combinations(atoms.length)) {
    const allowed = new Set(
      rules.filter(([, holds]) => holds(given)).map(([name]) => name),
    );
    if (allowed.has(catalogEntityReadPermission.name)) {
      const { facets } = shapeAccess({
        allowed,
        definitions: observed,
        labels: [],
      });
      const mask = maskOf(
        PORTFOLIO_SECTIONS.filter(section =>
          observed.some(
            it => it.section === section && facets.get(it.id)?.level !== 'none',
          ),
        ),
      );
      byMask.set(mask, [...(byMask.get(mask) ?? []), given]);
    }
  }
  return {
    atoms,
    classes: [...byMask].map(([mask, given]) => ({
      mask,
      when: simplify(given),
    })),
  };
}

/** Undefined where something cannot be said by them. */
function atomsOf(
  decisions: ReadonlyArray<PolicyDecision | undefined>,
): Atom[] | undefined {
  const claims: string[][] = [];
  const refs: string[][] = [];
  const specs = new Map<string, Atom>();
  const note = (criteria: Criteria): boolean => {
    if ('allOf' in criteria) {
      return criteria.allOf.every(note);
    }
    if ('anyOf' in criteria) {
      return criteria.anyOf.every(note);
    }
    if ('not' in criteria) {
      return note(criteria.not);
    }
    switch (criteria.rule) {
      case 'IS_ENTITY_OWNER': {
        const { data } = claimsSchema.safeParse(criteria.params);
        claims.push(data?.claims ?? []);
        return data !== undefined;
      }
      case 'IS_CUSTOMER': {
        const { data } = refsSchema.safeParse(criteria.params);
        refs.push(data?.refs ?? []);
        return data !== undefined;
      }
      case 'IS_ENTITY_KIND':
        return kindsSchema.safeParse(criteria.params).success;
      case 'HAS_SPEC': {
        const { data } = specSchema.safeParse(criteria.params);
        if (data) {
          specs.set(`${data.key}=${data.value}`, { kind: 'spec', ...data });
        }
        return data !== undefined;
      }
      default:
        return false;
    }
  };
  for (const decision of decisions) {
    if (
      decision?.result === AuthorizeResult.CONDITIONAL &&
      (decision.pluginId !== 'catalog' || !note(decision.conditions))
    ) {
      return undefined;
    }
  }
  return [
    ...cellsOf(claims).map((cell): Atom => ({ kind: 'owner', refs: cell })),
    ...cellsOf(refs).map((cell): Atom => ({ kind: 'customer', refs: cell })),
    ...specs.values(),
  ];
}

function compile(
  decision: PolicyDecision | undefined,
  atoms: readonly Atom[],
): Holds {
  if (decision?.result === AuthorizeResult.CONDITIONAL) {
    return compileCriteria(decision.conditions, atoms);
  }
  const allows = decision?.result === AuthorizeResult.ALLOW;
  return () => allows;
}

function compileCriteria(criteria: Criteria, atoms: readonly Atom[]): Holds {
  if ('allOf' in criteria) {
    const all = criteria.allOf.map(each => compileCriteria(each, atoms));
    return given => all.every(holds => holds(given));
  }
  if ('anyOf' in criteria) {
    const any = criteria.anyOf.map(each => compileCriteria(each, atoms));
    return given => any.some(holds => holds(given));
  }
  if ('not' in criteria) {
    const inner = compileCriteria(criteria.not, atoms);
    return given => !inner(given);
  }
  const { rule, params } = criteria;
  if (rule === 'IS_ENTITY_KIND') {
    const isOurs = kindsSchema
      .parse(params)
      .kinds.some(
        kind =>
          kind.toLocaleLowerCase('en-US') ===
          CUSTOMER_KIND.toLocaleLowerCase('en-US'),
      );
    return () => isOurs;
  }
  const within = atomsWithin(rule, params, atoms);
  return given => within.some(index => given[index]);
}

/** A condition holds where one of the cells does that it is made of. */
function atomsWithin(
  rule: string,
  params: unknown,
  atoms: readonly Atom[],
): number[] {
  const indexes = [...atoms.keys()];
  if (rule === 'HAS_SPEC') {
    const { key, value } = specSchema.parse(params);
    return indexes.filter(index => {
      const atom = atoms[index];
      return atom.kind === 'spec' && atom.key === key && atom.value === value;
    });
  }
  const [kind, refs] =
    rule === 'IS_CUSTOMER'
      ? (['customer', refsSchema.parse(params).refs] as const)
      : (['owner', claimsSchema.parse(params).claims] as const);
  const named = new Set(refs);
  return indexes.filter(index => {
    const atom = atoms[index];
    return atom.kind === kind && atom.refs.every(ref => named.has(ref));
  });
}

function* combinations(count: number): Generator<boolean[]> {
  for (let bits = 0; bits < 1 << count; bits++) {
    yield Array.from({ length: count }, (_, at) => (bits & (1 << at)) !== 0);
  }
}

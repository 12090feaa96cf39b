import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import type { Config } from '@backstage/config';
import {
  basicPermissions,
  LABELS,
  SCOPES,
  SECTIONS,
  TIERS,
} from '@customer-360/backstage-plugin-customer-360-common';
import { z } from 'zod';
import type { Role, RoleModel } from './Role';

const ROOT = 'customer360';

const userRef = entityRefSchema('user');
const groupRef = entityRefSchema('group');
const anyRef = entityRefSchema();

/**
 * Reads `customer360.roles` and `customer360.leads`.
 *
 * @throws Error naming the key and what is wrong with it
 * @public
 */
export function readRoleModel(config: Config): RoleModel {
  const labels = [
    ...LABELS,
    ...(config.getOptionalStringArray(`${ROOT}.labels`) ?? []),
  ];
  const roles = parse(
    `${ROOT}.roles`,
    z.record(z.string(), roleSchema(labels)),
    config.getOptional(`${ROOT}.roles`) ?? {},
  );
  const leads = parse(
    `${ROOT}.leads`,
    z.record(groupRef, z.array(userRef)),
    config.getOptional(`${ROOT}.leads`) ?? {},
  );
  const ledGroups = new Map<string, string[]>();
  for (const [group, people] of Object.entries(leads)) {
    for (const person of people) {
      ledGroups.set(person, [...(ledGroups.get(person) ?? []), group]);
    }
  }
  return {
    roles: Object.entries(roles).map(([name, role]): Role => {
      const { members, permissions, sections, ...scopes } = role;
      return {
        name,
        members,
        permissions: permissions.map(suffix => `customer360.${suffix}`),
        scopes: Object.fromEntries(
          SCOPES.flatMap(scope => {
            const grant = scopes[scope];
            return grant
              ? [[scope, { ...grant, sections: grant.sections ?? sections }]]
              : [];
          }),
        ),
      };
    }),
    ledGroups,
  };
}

function roleSchema(labels: readonly string[]) {
  const grant = z.strictObject({
    tier: z.enum(TIERS),
    labels: z
      .array(
        z.string().refine(label => labels.includes(label), {
          error: `must be one of ${labels.join(
            ', ',
          )}; add a new label to ${ROOT}.labels first`,
        }),
      )
      .default([]),
    sections: z.array(z.enum(SECTIONS)).optional(),
  });
  return z.strictObject({
    members: z.array(anyRef).min(1),
    sections: z.array(z.enum(SECTIONS)).optional(),
    permissions: z
      .array(
        z.enum(
          basicPermissions.map(({ name }) =>
            name.replace(/^customer360\./, ''),
          ),
        ),
      )
      .default([]),
    own: grant.optional(),
    team: grant.optional(),
    others: grant.optional(),
  });
}

function entityRefSchema(kind?: string) {
  return z.string().transform((value, context) => {
    try {
      const ref = parseEntityRef(value, {
        defaultKind: kind,
        defaultNamespace: 'default',
      });
      if (kind && ref.kind.toLowerCase() !== kind) {
        throw new Error(`it must be a ${kind}`);
      }
      return stringifyEntityRef(ref);
    } catch {
      context.addIssue({
        code: 'custom',
        message: `"${value}" is no entity ref${kind ? ` of a ${kind}` : ''}`,
      });
      return z.NEVER;
    }
  });
}

function parse<T>(key: string, schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (result.success) {
    return result.data;
  }
  const [issue] = result.error.issues;
  throw new Error(
    `The configuration ${[key, ...issue.path].join('.')} is wrong: ${
      issue.message
    }`,
  );
}

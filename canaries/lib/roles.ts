import fc from 'fast-check';

export const SECTIONS = [
  'profile',
  'billing',
  'contract',
  'usage',
  'relationship',
  'support',
  'upcoming',
  'finance',
  'marketing',
  'metrics',
] as const;

/** No source of the demo fills them, and no page has them. */
export const UNFILLED_SECTIONS: ReadonlySet<string> = new Set([
  'finance',
  'marketing',
  'metrics',
]);

/** The last is a company's own, made by config alone. */
export const LABELS = [
  'contract',
  'sales',
  'notes',
  'revenue',
  'compensation',
  'legal',
] as const;

export type Label = (typeof LABELS)[number];

const TIERS = ['summary', 'full', 'read-write', 'admin'] as const;

/** As config says it. */
export interface Grant {
  readonly tier: (typeof TIERS)[number];
  readonly labels?: readonly string[];
  readonly sections?: readonly string[];
}

/** As config says it, without its members. */
export interface Role {
  readonly own?: Grant;
  readonly team?: Grant;
  readonly others?: Grant;
  readonly permissions?: readonly string[];
}

const PERMISSIONS = [
  'export',
  'ledger.read',
  'grants.manage',
  'sources.read',
  'break-glass',
  'links.manage',
  'observations.erase',
] as const;

/** The same of every customer. */
function everywhere(grant: Grant, permissions?: readonly string[]): Role {
  return { own: grant, team: grant, others: grant, permissions };
}

const ALL: Grant = { tier: 'read-write', labels: LABELS };

/** Sees whatever anybody may see. */
export const SEER = 'seer';

/** Sees next to nothing, may open anything in an emergency, and decides. */
export const BREAKER = 'breaker';

/** Roles at the edges: all, nothing, and all but one thing. */
export const CORNERS: Readonly<Record<string, Role>> = {
  [SEER]: everywhere(ALL, PERMISSIONS),
  plain: everywhere({ tier: 'full' }),
  admin: everywhere({ tier: 'admin' }),
  'summary-labelled': everywhere({ tier: 'summary', labels: LABELS }),
  summary: everywhere({ tier: 'summary' }),
  'own-only': { own: ALL },
  'team-only': { team: ALL },
  'others-only': { others: ALL },
  [BREAKER]: {
    own: { tier: 'summary' },
    permissions: ['break-glass', 'grants.manage'],
  },
  ...Object.fromEntries(
    LABELS.map(missing => [
      `without-${missing}`,
      everywhere({ ...ALL, labels: LABELS.filter(it => it !== missing) }),
    ]),
  ),
  ...Object.fromEntries(
    SECTIONS.map(section => [
      `only-${section}`,
      everywhere({ ...ALL, sections: [section] }),
    ]),
  ),
};

const grantArbitrary: fc.Arbitrary<Grant> = fc.record({
  tier: fc.constantFrom(...TIERS),
  labels: fc.subarray([...LABELS]),
  sections: fc.option(fc.subarray([...SECTIONS], { minLength: 1 }), {
    nil: undefined,
  }),
});

const roleArbitrary: fc.Arbitrary<Role> = fc
  .record({
    own: fc.option(grantArbitrary, { nil: undefined }),
    team: fc.option(grantArbitrary, { nil: undefined }),
    others: fc.option(grantArbitrary, { nil: undefined, freq: 3 }),
    permissions: fc.subarray([...PERMISSIONS], { maxLength: 2 }),
  })
  // Somebody with a role in nothing is everybody without one.
  .filter(({ own, team, others }) => Boolean(own ?? team ?? others));

/** The corners, and so many that were drawn from the seed. */
export function generateRoles(
  seed: number,
  count: number,
): ReadonlyMap<string, Role> {
  const drawn = fc.sample(roleArbitrary, { seed, numRuns: count });
  return new Map([
    ...Object.entries(CORNERS),
    ...drawn.map((role, at): [string, Role] => [`drawn-${at}`, role]),
  ]);
}

import { objectTypes } from './objectTypes.ts';
import type { ObjectType } from './objectTypes.ts';
import type { AssociationType } from './wire/types.ts';

type Pair = `${ObjectType}>${ObjectType}`;

/** HubSpot's numbers of unlabelled associations between standard objects. */
const UNLABELLED: Readonly<Partial<Record<Pair, number>>> = {
  'contacts>companies': 279,
  'companies>contacts': 280,
  'deals>companies': 341,
  'companies>deals': 342,
  'deals>contacts': 3,
  'contacts>deals': 4,
  'notes>companies': 190,
  'companies>notes': 189,
  'notes>contacts': 202,
  'contacts>notes': 201,
  'notes>deals': 214,
  'deals>notes': 213,
  'meetings>companies': 188,
  'companies>meetings': 187,
  'meetings>contacts': 200,
  'contacts>meetings': 199,
  'meetings>deals': 212,
  'deals>meetings': 211,
  'calls>companies': 182,
  'companies>calls': 181,
  'calls>contacts': 194,
  'contacts>calls': 193,
  'calls>deals': 206,
  'deals>calls': 205,
  'emails>companies': 186,
  'companies>emails': 185,
  'emails>contacts': 198,
  'contacts>emails': 197,
  'emails>deals': 210,
  'deals>emails': 209,
  'tasks>companies': 192,
  'companies>tasks': 191,
  'tasks>contacts': 204,
  'contacts>tasks': 203,
  'tasks>deals': 216,
  'deals>tasks': 215,
  'companies>companies': 450,
};

const PRIMARY: Readonly<Partial<Record<Pair, number>>> = {
  'contacts>companies': 1,
  'companies>contacts': 2,
  'deals>companies': 5,
  'companies>deals': 6,
};

/**
 * HubSpot promises no list of numbers for newer objects; the portal's own
 * start here, and callers read them from `labels`.
 */
const FIRST_OWN_TYPE_ID = 1_100;

/** Parent and child companies: the label names the other side. @internal */
export const CHILD_COMPANY: AssociationType = {
  category: 'HUBSPOT_DEFINED',
  typeId: 13,
  label: 'Child Company',
};

/** @internal */
export const PARENT_COMPANY: AssociationType = {
  category: 'HUBSPOT_DEFINED',
  typeId: 14,
  label: 'Parent Company',
};

/** The types of one association, the unlabelled one first. @internal */
export function associationTypesOf(
  from: ObjectType,
  to: ObjectType,
  primary = false,
): AssociationType[] {
  const unlabelled: AssociationType = {
    category: 'HUBSPOT_DEFINED',
    typeId: UNLABELLED[`${from}>${to}`] ?? ownTypeId(from, to),
    label: null,
  };
  const primaryId = primary ? PRIMARY[`${from}>${to}`] : undefined;
  return primaryId === undefined
    ? [unlabelled]
    : [
        unlabelled,
        { category: 'HUBSPOT_DEFINED', typeId: primaryId, label: 'Primary' },
      ];
}

/** Every type that records of the two objects may be associated by. @internal */
export function associationLabels(
  from: ObjectType,
  to: ObjectType,
): AssociationType[] {
  return from === 'companies' && to === 'companies'
    ? [...associationTypesOf(from, to), CHILD_COMPANY, PARENT_COMPANY]
    : associationTypesOf(from, to, true);
}

/**
 * The object that an association of some type leads to, as a caller names it.
 *
 * @internal
 */
export function associationTarget(
  from: ObjectType,
  typeId: number,
): { readonly to: ObjectType; readonly primary: boolean } | undefined {
  for (const to of objectTypes) {
    const primary = PRIMARY[`${from}>${to}`] === typeId;
    if (primary || associationTypesOf(from, to)[0].typeId === typeId) {
      return { to, primary };
    }
  }
  return undefined;
}

function ownTypeId(from: ObjectType, to: ObjectType): number {
  let sum = 0;
  for (const character of `${from}>${to}`) {
    sum = (sum * 31 + character.charCodeAt(0)) % 797;
  }
  return FIRST_OWN_TYPE_ID + sum;
}

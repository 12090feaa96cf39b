import type { AuthService } from '@backstage/backend-plugin-api';
import {
  RELATION_MEMBER_OF,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import { ServiceUnavailableError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { askPortal } from '../portal/askPortal';
import type { PortalPeople, PortalPerson } from './PortalPeople';

const PAGE = 500;
const FIELDS = [
  'kind',
  'metadata.namespace',
  'metadata.name',
  'metadata.title',
  'spec.profile.displayName',
  'relations',
];

/**
 * People as the catalog has them. Their claims are worked out as sign-in does
 * it by default: themselves and the groups they are direct members of.
 */
export class CatalogPortalPeople implements PortalPeople {
  readonly #catalog: CatalogService;
  readonly #auth: AuthService;

  constructor(options: { catalog: CatalogService; auth: AuthService }) {
    this.#catalog = options.catalog;
    this.#auth = options.auth;
  }

  all(limit: number): Promise<{ people: PortalPerson[]; more: boolean }> {
    return orUnavailable(async () => {
      const credentials = await this.#auth.getOwnServiceCredentials();
      const people: PortalPerson[] = [];
      const page = (cursor?: string) =>
        askPortal(() =>
          this.#catalog.queryEntities(
            cursor
              ? { cursor, fields: FIELDS, limit: PAGE }
              : { filter: { kind: 'User' }, fields: FIELDS, limit: PAGE },
            { credentials },
          ),
        );
      let next: string | undefined;
      do {
        const { items, pageInfo } = await page(next);
        people.push(...items.map(toPerson));
        next = pageInfo.nextCursor;
      } while (next && people.length < limit);
      return {
        people: people.slice(0, limit),
        more: next !== undefined || people.length > limit,
      };
    });
  }

  find(userRef: string): Promise<PortalPerson | undefined> {
    return orUnavailable(async () => {
      const credentials = await this.#auth.getOwnServiceCredentials();
      const entity = await askPortal(() =>
        this.#catalog.getEntityByRef(userRef, { credentials }),
      );
      return entity && toPerson(entity);
    });
  }

  findAll(userRefs: readonly string[]): Promise<PortalPerson[]> {
    return orUnavailable(async () => {
      const credentials = await this.#auth.getOwnServiceCredentials();
      const people: PortalPerson[] = [];
      for (let at = 0; at < userRefs.length; at += PAGE) {
        const entityRefs = userRefs.slice(at, at + PAGE);
        const { items } = await askPortal(() =>
          this.#catalog.getEntitiesByRefs(
            { entityRefs, fields: FIELDS },
            { credentials },
          ),
        );
        people.push(...items.flatMap(entity => entity ?? []).map(toPerson));
      }
      return people;
    });
  }

  membersOf(groupRef: string, limit: number): Promise<PortalPerson[]> {
    return orUnavailable(async () => {
      const credentials = await this.#auth.getOwnServiceCredentials();
      const { items } = await askPortal(() =>
        this.#catalog.queryEntities(
          {
            filter: {
              kind: 'User',
              [`relations.${RELATION_MEMBER_OF}`]: groupRef,
            },
            fields: FIELDS,
            limit,
          },
          { credentials },
        ),
      );
      return items.map(toPerson);
    });
  }
}

function toPerson(entity: Entity): PortalPerson {
  const userRef = stringifyEntityRef(entity);
  const profile = entity.spec?.profile;
  const name =
    typeof profile === 'object' &&
    profile !== null &&
    'displayName' in profile &&
    typeof profile.displayName === 'string'
      ? profile.displayName
      : entity.metadata.title;
  return {
    userRef,
    ownershipRefs: [
      userRef,
      ...(entity.relations ?? [])
        .filter(({ type }) => type === RELATION_MEMBER_OF)
        .map(({ targetRef }) => targetRef),
    ],
    ...(name !== undefined && { name }),
  };
}

async function orUnavailable<T>(fn: () => Promise<T>): Promise<T> {
  try {
    return await fn();
  } catch {
    // Without a cause: a status on it would become the status of our answer.
    throw new ServiceUnavailableError(
      'The catalog does not answer, so people cannot be listed. Try again in a moment.',
    );
  }
}

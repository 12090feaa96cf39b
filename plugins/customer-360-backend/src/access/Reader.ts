import type {
  BackstageCredentials,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';

/** The person who asks. */
export interface Reader {
  readonly credentials: BackstageCredentials<BackstageUserPrincipal>;
  /** `user:default/mara` */
  readonly userRef: string;
  /** Hash of the bearer token: what a person's conditions are cached under. */
  readonly tokenHash: string;
  /** UUID of the request that they ask by. */
  readonly requestId: string;
}

import type { CustomerEntity } from '@customer-360/backstage-plugin-customer-360-common';
import type { AccessShape } from '../access/AccessShape';

/** People of a customer who may see the same of its indicators. */
export interface Audience {
  /** Equal for equal rights. */
  readonly key: string;
  /** Refs of users. */
  readonly people: readonly string[];
  /** What they may see; undefined where nobody can say. */
  readonly shape?: AccessShape;
  /** False where they are told that something has changed, and nothing of it. */
  readonly withDetails: boolean;
}

/** Knows who is told of a customer, and what each of them may see of it. */
export interface AccountTeam {
  /**
   * @throws ServiceUnavailableError where it cannot be known
   */
  audiencesOf(entity: CustomerEntity): Promise<Audience[]>;
}

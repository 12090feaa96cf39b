import type { AnswerWatch } from './AnswerWatch';
import { askInstance } from './askInstance';
import type { Instance } from './Instance';
import type { LedgerWatch } from './LedgerWatch';
import type { Pending } from './Pending';
import type { Request } from './Request';
import { readerOf, type SessionName } from './sessions';
import type { Violations } from './Violations';

/** What sessions ask and are told, each of them one thing at a time. */
export class Conversations {
  readonly #answers: AnswerWatch;
  readonly #ledger: LedgerWatch;
  readonly #pending: Pending;
  readonly #violations: Violations;
  readonly #requests: Request[] = [];
  readonly #asking = new Map<SessionName, Request>();

  constructor(options: {
    answers: AnswerWatch;
    ledger: LedgerWatch;
    pending: Pending;
    violations: Violations;
  }) {
    this.#answers = options.answers;
    this.#ledger = options.ledger;
    this.#pending = options.pending;
    this.#violations = options.violations;
  }

  get all(): readonly Request[] {
    return this.#requests;
  }

  /** Undefined where the session is still waiting for something else. */
  ask(
    session: SessionName,
    instance: Instance,
    { customer, how }: Pick<Request, 'customer' | 'how'>,
  ): Request | undefined {
    if (this.#asking.has(session)) {
      return undefined;
    }
    const id = this.#requests.length;
    const reader = readerOf(session, id);
    const request: Request = {
      id,
      session,
      userRef: reader.userRef,
      instance,
      customer,
      how,
      acknowledged: this.#answers.acknowledged,
      answered: false,
      sights: [],
    };
    this.#requests.push(request);
    this.#asking.set(session, request);
    void askInstance(request, reader, {
      onAnswer: () => this.#pending.of(this.#ledger.onAnswer(request)),
      onSight: sight => this.#answers.onSight(request, sight),
      onError: error => this.#violations.unexpected(error),
    }).finally(() => this.#hangUp(request));
    return request;
  }

  /** Nobody waits any more for an instance that was killed. */
  cut(killed: Instance): void {
    [...this.#asking.values()]
      .filter(({ instance }) => instance === killed)
      .forEach(request => this.#hangUp(request));
  }

  #hangUp(request: Request): void {
    if (this.#asking.get(request.session) === request) {
      this.#asking.delete(request.session);
    }
  }
}

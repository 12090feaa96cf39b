import type { Knex } from 'knex';
import { NoSharedReadings } from '../../shared/NoSharedReadings';
import type { SharedReadings } from '../../shared/SharedReadings';
import { AnswerWatch } from './AnswerWatch';
import { Conversations } from './Conversations';
import { FillWatch } from './FillWatch';
import { Instance } from './Instance';
import { LedgerWatch } from './LedgerWatch';
import type { ModelStore } from './ModelStore';
import type { Move } from './Move';
import type { Parts } from './Parts';
import { passTime } from './passTime';
import { Pending } from './Pending';
import { SESSION_NAMES, type SessionName } from './sessions';
import type { Setting } from './Setting';
import { startInstance } from './startInstance';
import { LedgerFaults } from './UnreliableLedgerStore';
import { UnreliableSharedReadings } from './UnreliableSharedReadings';
import {
  CUSTOMERS,
  VERSIONED_FACETS,
  VersionedSources,
} from './VersionedSources';
import { Violations, type Invariant } from './Violations';
import { Webhooks } from './Webhooks';
import { Wire, type Fates } from './Wire';

/** Beyond every failure that is remembered, and every turn. */
const FORGOTTEN_MS = 61_000;

/** Several instances, what they share, and all that can happen to them. */
export class Model {
  readonly #setting: Setting;
  readonly #store: ModelStore;
  readonly #knex: Knex;
  readonly #parts: Parts;
  readonly #pending = new Pending();
  readonly #wire = new Wire({ pending: this.#pending });
  readonly #faults = new LedgerFaults();
  readonly #fates: Fates[];
  readonly #violations: Violations;
  readonly #fillWatch: FillWatch;
  readonly #answerWatch: AnswerWatch;
  readonly #ledgerWatch: LedgerWatch;
  readonly #truth: VersionedSources;
  readonly #webhooks: Webhooks;
  readonly #instances: Instance[];
  readonly #conversations: Conversations;
  #seed = 1;

  constructor(options: {
    setting: Setting;
    knex: Knex;
    store: ModelStore;
    parts: Parts;
    watched: readonly Invariant[];
  }) {
    const { setting, knex } = options;
    this.#setting = setting;
    this.#knex = knex;
    this.#store = options.store;
    this.#parts = options.parts;
    this.#wire.lossy = setting.shared === 'none';
    const violations = new Violations(options);
    const watched = { violations, wire: this.#wire };
    this.#violations = violations;
    this.#fillWatch = new FillWatch(watched);
    this.#truth = new VersionedSources({ witness: this.#fillWatch });
    this.#answerWatch = new AnswerWatch({ ...watched, truth: this.#truth });
    this.#ledgerWatch = new LedgerWatch({
      knex,
      faults: this.#faults,
      violations,
    });
    this.#webhooks = new Webhooks({
      truth: this.#truth,
      onAcknowledged: versions => this.#answerWatch.acknowledge(versions),
      onError: error => violations.unexpected(error),
    });
    this.#conversations = new Conversations({
      answers: this.#answerWatch,
      ledger: this.#ledgerWatch,
      pending: this.#pending,
      violations,
    });
    const places = Array.from({ length: setting.instances }, (_, i) => i);
    this.#fates = places.map(() => new Map());
    this.#instances = places.map(place => this.#start(place));
  }

  /** How much has been seen, so that a test can tell that anything has. */
  get counts(): ReadonlyMap<string, number> {
    return new Map(this.#answerWatch.counts).set(
      'fills',
      this.#fillWatch.fills,
    );
  }

  /** @throws Error for the first invariant that does not hold */
  async run(moves: readonly Move[]): Promise<void> {
    const { without } = this.#setting;
    for (const move of moves.filter(({ kind }) => !without.includes(kind))) {
      await this.#make(move);
      if (move.wait === 'quiet') {
        await this.#pending.quiet();
      }
      for (let turn = 0; turn < Number(move.wait); turn += 1) {
        await Promise.resolve();
      }
      this.#violations.throwFirst();
    }
    await this.#recover();
    await this.#ledgerWatch.atTheEnd(this.#conversations.all);
    this.#violations.throwFirst();
  }

  /** Nothing of it goes on. */
  async end(): Promise<void> {
    this.#instances.forEach(instance => instance.kill());
    this.#faults.end();
    await this.#pending.quiet();
  }

  async #make(move: Move): Promise<void> {
    switch (move.kind) {
      case 'write':
        return this.#webhooks.write(
          this.#customerAt(move.customer),
          move.facets,
        );
      case 'webhook':
        return this.#webhooks.deliver(this.#at(move.instance), move);
      case 'read':
        this.#conversations.ask(
          this.#sessionAt(move.session),
          this.#at(move.instance),
          {
            customer: this.#customerAt(move.customer),
            how: move.how,
          },
        );
        return undefined;
      case 'hold':
        return this.#truth.hold(move.facets, move.held);
      case 'answer':
        return this.#truth.answer(move.pick, move.failure);
      case 'kill':
        return this.#kill(move.instance % this.#instances.length);
      case 'row':
        return this.#faults.set(this.#at(move.instance).place, move.fate);
      case 'confirm':
        return this.#faults.confirm(move.pick);
      case 'time':
        await this.#store.remember();
        return this.#pass(move.ms);
      case 'evict':
        return this.#at(move.instance).services.cache.evict(move.pick);
      case 'arrive':
        return this.#wire.arrive(move.pick);
      default:
        return this.#setting.shared === 'faulty'
          ? this.#disturb(move)
          : undefined;
    }
  }

  async #disturb(
    move: Extract<Move, { kind: 'store' | 'message' }>,
  ): Promise<void> {
    if (move.kind === 'message') {
      const { place } = this.#at(move.instance);
      this.#fates[place].set(move.method, move.fate);
      return;
    }
    this.#wire.stopped = move.what === 'stop';
    if (move.what === 'flush') {
      this.#wire.lossy = true;
      await this.#pending.of(this.#store.flush());
    } else if (move.what === 'start with old data') {
      this.#wire.lossy = true;
      await this.#pending.of(this.#store.comeBackOld());
    }
  }

  #start(place: number): Instance {
    const instance = new Instance({ place });
    startInstance({
      instance,
      faults: this.#faults,
      knex: this.#knex,
      parts: this.#parts,
      pending: this.#pending,
      random: () => this.#random(),
      shared: this.#sharedOf(instance),
      truth: this.#truth,
    });
    return instance;
  }

  #sharedOf(instance: Instance): SharedReadings {
    return this.#setting.shared === 'none'
      ? new NoSharedReadings()
      : new UnreliableSharedReadings({
          inner: this.#parts.shared(this.#store.readings),
          instance,
          wire: this.#wire,
          fates: this.#fates[instance.place],
          onLanded: (...landed) => this.#fillWatch.onLanded(...landed),
          onDropped: slot => this.#fillWatch.onDropped(slot),
        });
  }

  #kill(place: number): void {
    const killed = this.#instances[place];
    killed.kill();
    this.#truth.forget(killed);
    this.#fillWatch.forget(killed);
    this.#conversations.cut(killed);
    this.#instances[place] = this.#start(place);
  }

  /** When all is well again, everybody sees what is so now. */
  async #recover(): Promise<void> {
    this.#truth.hold(VERSIONED_FACETS, false);
    this.#truth.answer();
    this.#faults.end();
    this.#fates.forEach(fates => fates.clear());
    this.#wire.stopped = false;
    await this.#pass(FORGOTTEN_MS);
    await this.#webhooks.deliverAll(this.#instances[0]);
    for (const instance of this.#instances) {
      for (const customer of CUSTOMERS) {
        const request = this.#conversations.ask(SESSION_NAMES[0], instance, {
          customer,
          how: 'view',
        });
        await this.#pass(100);
        this.#answerWatch.checkRecovered(customer, request);
      }
    }
  }

  #at(instance: number): Instance {
    return this.#instances[instance % this.#instances.length];
  }

  #customerAt(customer: number): string {
    return CUSTOMERS[customer % this.#setting.customers];
  }

  #sessionAt(session: number): SessionName {
    return SESSION_NAMES[session % this.#setting.sessions];
  }

  #pass(ms: number): Promise<void> {
    return passTime(ms, { pending: this.#pending, store: this.#store });
  }

  /** Any numbers will do; the same in every run. */
  #random(): number {
    this.#seed = (this.#seed * 48_271) % 2_147_483_647;
    return this.#seed / 2_147_483_647;
  }
}

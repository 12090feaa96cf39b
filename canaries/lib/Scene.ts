import assert from 'node:assert/strict';
import { Aviary } from './Aviary.ts';
import type { Customer } from './customers.ts';
import { Ground, type GroundOptions } from './Ground.ts';
import { rightsOf, type Rights } from './rights.ts';
import type { Visitor } from './Visitor.ts';
import { Watch } from './Watch.ts';

/** Another seed gives other customers, roles and canaries. */
export const SEED = Number(process.env.CUSTOMER_360_CANARY_SEED ?? 42);

/** What somebody searched for is logged by the portal, as its URL is. */
const OF_SEARCH = /\/api\/search\/query|Search request received/;

/** A portal, its canaries, and somebody who listens. */
export class Scene {
  readonly ground: Ground;
  readonly aviary: Aviary;
  readonly watch: Watch;

  private constructor(ground: Ground, aviary: Aviary) {
    this.ground = ground;
    this.aviary = aviary;
    this.watch = new Watch(aviary);
  }

  static async start(options: Omit<GroundOptions, 'seed'>): Promise<Scene> {
    const ground = await Ground.start({ seed: SEED, ...options });
    const scene = new Scene(ground, new Aviary());
    for (const customer of ground.customers) {
      await scene.listenTo(customer);
    }
    return scene;
  }

  /** Learns the canaries that a customer has by now. */
  async listenTo(customer: Customer): Promise<void> {
    this.aviary.add(customer, await this.ground.marks.of(customer.name));
  }

  rights({ persona }: Visitor, customer: Customer): Rights {
    return rightsOf(persona, customer);
  }

  /** Whoever may see least first. */
  fromLeastToMost(customer: Customer): Visitor[] {
    const canaries = this.aviary.of(customer.name);
    return this.ground.visitors
      .map(visitor => {
        const rights = this.rights(visitor, customer);
        return {
          visitor,
          sees: canaries.filter(it => it.requirement?.(rights)).length,
        };
      })
      .sort((a, b) => a.sees - b.sees)
      .map(({ visitor }) => visitor);
  }

  assertNoLeak(): void {
    assert.deepEqual(this.watch.takeLeaks(), []);
  }

  /** Nothing that anybody may have to be kept from stands in the log. */
  assertCleanLog(): void {
    const { log } = this.ground;
    assert.ok(log.length > 100, 'the portal logs');
    for (const line of log.filter(it => !OF_SEARCH.test(it))) {
      for (const { kind } of this.aviary.heardIn(line)) {
        assert.fail(`${kind} is in the log: ${line}`);
      }
    }
  }

  async end(): Promise<void> {
    await this.ground.stop();
  }
}

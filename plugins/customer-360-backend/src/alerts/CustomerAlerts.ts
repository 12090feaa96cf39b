import {
  type FacetDefinition,
  type FacetId,
  type Indicator,
  type IndicatorKind,
  type ObservedReading,
} from '@customer-360/backstage-plugin-customer-360-common';
import type { AccessShape } from '../access/AccessShape';
import type { CustomerLook, LookObserver } from '../changes/CustomerLook';
import type { Clock } from '../clock/SharedClock';
import type { PackedReading } from '../facets/PackedReading';
import type { FacetReadings } from '../facets/readings';
import type { InstallationKey } from '../installation/InstallationKey';
import type { PastReadings } from '../observations/PastReadings';
import type { AlertNews, AlertStates, Sighting } from './AlertState';
import type { AlertKey, AlertStore } from './AlertStore';
import type { AlertTeller } from './AlertTeller';
import type { AccountTeam, Audience } from './Audience';
import { decideAlerts } from './decideAlerts';
import { lookAtIndicators, type IndicatorLook } from './IndicatorLook';
import {
  isMerelyDue,
  sightIndicators,
  unsureUnlessDue,
} from './sightIndicators';

/** An instance that has not told by then has ended. */
export const TELLING_MS = 60_000;
const TRIES = 3;
const DAY_MS = 24 * 60 * 60_000;

/** Somebody else is at it: what has changed since is seen when it is shown again. */
export class BeingToldError extends Error {
  name = 'BeingToldError';
}

/**
 * Tells the people of a customer when an indicator changes: each what their own
 * rights show, and each change once. Written down first and told then, so that
 * what an instance leaves behind another one tells.
 */
export class CustomerAlerts implements LookObserver {
  readonly #team: AccountTeam;
  readonly #store: AlertStore;
  readonly #teller: AlertTeller;
  readonly #kinds: readonly IndicatorKind[];
  readonly #definitions: readonly FacetDefinition[];
  readonly #past: PastReadings;
  readonly #everything: AccessShape;
  readonly #key: InstallationKey;
  readonly #clock: Clock;

  constructor(options: {
    team: AccountTeam;
    store: AlertStore;
    teller: AlertTeller;
    /** Those that are told of. */
    kinds: readonly IndicatorKind[];
    definitions: readonly FacetDefinition[];
    past: PastReadings;
    labels: readonly string[];
    key: InstallationKey;
    clock: Clock;
  }) {
    const inputs = new Set<string>(
      options.kinds.flatMap(({ inputs: ids }) => ids),
    );
    this.#team = options.team;
    this.#store = options.store;
    this.#teller = options.teller;
    this.#kinds = options.kinds;
    this.#definitions = options.definitions.filter(({ id }) => inputs.has(id));
    this.#past = options.past;
    this.#everything = everythingOf(this.#definitions, options.labels);
    this.#key = options.key;
    this.#clock = options.clock;
  }

  async saw(look: CustomerLook): Promise<void> {
    for (const audience of await this.#team.audiencesOf(look.entity)) {
      await this.#show(look, audience);
    }
  }

  async #show(look: CustomerLook, audience: Audience): Promise<void> {
    const key = { customerRef: look.ref, audience: audience.key };
    for (let tries = 0; tries < TRIES; tries++) {
      if (await this.#decideOnce(look, audience, key)) {
        return;
      }
    }
    throw new BeingToldError('Others write the same');
  }

  /** False where what it was decided from is not the case any more. */
  async #decideOnce(
    look: CustomerLook,
    audience: Audience,
    key: AlertKey,
  ): Promise<boolean> {
    const now = this.#clock.now();
    const at = new Date(now).toISOString();
    const stored = await this.#store.find(key);
    if (
      stored?.telling &&
      now - Date.parse(stored.telling.since) < TELLING_MS
    ) {
      throw new BeingToldError('Somebody is being told');
    }
    // What was begun and not ended counts as not begun.
    const known = stored?.telling?.before ?? stored?.states ?? {};
    const seen = await this.#see(look, audience, known, now);
    const { news, states } = decideAlerts(known, this.#judge(seen, known), now);
    if (stored && news.length === 0 && !stored.telling && same(states, known)) {
      await this.#store.renew(key, at, new Date(now - DAY_MS).toISOString());
      return true;
    }
    const version = stored?.version;
    const before = news.length > 0 ? known : undefined;
    if (!(await this.#store.write(key, version, states, at, before))) {
      return false;
    }
    if (news.length > 0) {
      await this.#teller.tell(look.entity, audience, withWords(news, seen));
      await this.#store.told(key, (version ?? 0) + 1);
    }
    return true;
  }

  /**
   * Days pass, and what is known may say something else today than yesterday.
   * Where it is old it is read first; nothing is told of what is not certain.
   */
  async #see(
    look: CustomerLook,
    audience: Audience,
    known: AlertStates,
    now: number,
  ): Promise<IndicatorLook> {
    const past = await this.#pastOf(look.ref, now);
    const seen = this.#lookAt(look, audience, look.readings, past, now);
    const doubtful = decideAlerts(
      known,
      this.#sight(seen, unsureUnlessDue),
      now,
    ).news.flatMap(({ id }) => this.#dueInputsOf(id, seen));
    return doubtful.length === 0
      ? seen
      : this.#lookAt(
          look,
          audience,
          await look.renew([...new Set(doubtful)]),
          past,
          this.#clock.now(),
        );
  }

  /** @throws Error where it is not known: without it an indicator may seem gone */
  async #pastOf(
    customerRef: string,
    now: number,
  ): Promise<readonly ObservedReading[]> {
    const facets = this.#definitions.map(({ id }) => id);
    const { known, readings } = await this.#past.of(customerRef, facets, now);
    if (!known) {
      throw new Error('What was observed before is not known');
    }
    return readings;
  }

  #lookAt(
    { entity }: CustomerLook,
    { shape }: Audience,
    readings: FacetReadings<PackedReading>,
    past: readonly ObservedReading[],
    now: number,
  ): IndicatorLook {
    return lookAtIndicators({
      entity,
      shape: shape ?? this.#everything,
      definitions: this.#definitions,
      readings,
      past,
      now: new Date(now),
    });
  }

  #sight(
    { facets, indicators }: IndicatorLook,
    isUnsure?: typeof unsureUnlessDue,
  ): Sighting[] {
    return sightIndicators({
      kinds: this.#kinds,
      facets,
      indicators,
      digestOf: (kind, indicator) => this.#digestOf(kind, indicator),
      isUnsure,
    });
  }

  /** A keyed hash: no figure of a customer is kept for it. */
  #digestOf({ id, occurrence }: IndicatorKind, indicator: Indicator): string {
    return this.#key
      .sign(
        'alert',
        JSON.stringify([
          id,
          indicator.tone,
          indicator.word,
          occurrence === 'none' ? null : indicator[occurrence]?.text ?? null,
        ]),
      )
      .slice(0, 22);
  }

  /** What is seen for the first time may be due to be read again: it tells nobody. */
  #judge(seen: IndicatorLook, known: AlertStates): Sighting[] {
    const first = this.#sight(seen, unsureUnlessDue);
    return this.#sight(seen).map((sighting, i) =>
      known[sighting.id] ? sighting : first[i],
    );
  }

  #dueInputsOf(id: string, { facets }: IndicatorLook): FacetId[] {
    const inputs = this.#kinds.find(kind => kind.id === id)?.inputs ?? [];
    return inputs.filter(input => isMerelyDue(facets, input));
  }
}

/** With the indicators as these people see them. */
function withWords(news: readonly AlertNews[], { indicators }: IndicatorLook) {
  return news.map(each => ({
    news: each,
    indicator: indicators.find(({ id }) => id === each.id),
  }));
}

function everythingOf(
  definitions: readonly FacetDefinition[],
  labels: readonly string[],
): AccessShape {
  return {
    key: 'everything',
    facets: new Map(definitions.map(({ id }) => [id, { level: 'full' }])),
    labels: new Set(labels),
    mayRefresh: false,
  };
}

function same(a: AlertStates, b: AlertStates): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

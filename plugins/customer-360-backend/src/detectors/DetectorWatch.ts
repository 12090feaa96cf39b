import type { Alarms } from '../alarms/Alarms';
import type { Clock } from '../clock/SharedClock';
import type { LedgerNotes } from '../ledger/LedgerNotes';
import type { LedgerPeople } from '../ledger/people/LedgerPeople';
import type { Watch } from '../watches/Watch';
import type { Watermark } from '../watches/Watermark';
import type { Crossing, Detector } from './Detector';
import type { PersonEvents } from './PersonEvents';

/** By then a row that was begun is written, also on a host that is slow. */
const SETTLED_MS = 10_000;
/** Looked at in one step, where it has not been looked for long. */
const STEP_MS = 300_000;

/**
 * Looks through what has come to the ledger since it looked last, whichever
 * instance wrote it, and tells of people who do too much of something: once per
 * person and window, which the ledger remembers.
 */
export class DetectorWatch implements Watch {
  readonly id = 'customer-360-detectors';
  readonly schedule: Watch['schedule'] = {
    frequency: { minutes: 1 },
    timeout: { minutes: 10 },
    initialDelay: { minutes: 1 },
  };
  readonly #detectors: readonly Detector[];
  readonly #events: PersonEvents;
  readonly #watermark: Watermark;
  readonly #people: LedgerPeople;
  readonly #notes: LedgerNotes;
  readonly #alarms: Alarms;
  readonly #clock: Clock;

  constructor(options: {
    detectors: readonly Detector[];
    events: PersonEvents;
    watermark: Watermark;
    people: LedgerPeople;
    notes: LedgerNotes;
    alarms: Alarms;
    clock: Clock;
  }) {
    this.#detectors = options.detectors;
    this.#events = options.events;
    this.#watermark = options.watermark;
    this.#people = options.people;
    this.#notes = options.notes;
    this.#alarms = options.alarms;
    this.#clock = options.clock;
  }

  /** Rejects where somebody could not be told: the same is looked at again. */
  async run(signal?: AbortSignal): Promise<void> {
    const until = this.#clock.now() - SETTLED_MS;
    const reached = await this.#watermark.reached();
    let from = reached === undefined ? until - STEP_MS : Date.parse(reached);
    while (from < until && !signal?.aborted) {
      // Time in which nothing happened is not looked through.
      const first = await this.#events.firstFrom(isoOf(from));
      from = first === undefined ? until : Math.max(from, Date.parse(first));
      const to = Math.min(from + STEP_MS, until);
      if (from < to) {
        await this.#lookThrough(from, to);
      }
      from = Math.max(to, from);
      await this.#watermark.reach(isoOf(Math.min(from, until)));
    }
  }

  async #lookThrough(from: number, to: number): Promise<void> {
    const failed: unknown[] = [];
    for (const detector of this.#detectors) {
      const span = { from: isoOf(from), to: isoOf(to) };
      for (const person of await this.#events.suspects(detector, span)) {
        try {
          await this.#lookAt(person, detector, from, to);
        } catch (error) {
          // Others are told of all the same.
          failed.push(error);
        }
      }
    }
    if (failed.length > 0) {
      throw failed[0];
    }
  }

  async #lookAt(
    person: string,
    detector: Detector,
    from: number,
    to: number,
  ): Promise<void> {
    const events = await this.#events.of(person, detector, {
      from: isoOf(from - detector.lookBackMs),
      to: isoOf(to),
    });
    const crossing = detector.find(events, from);
    if (
      crossing &&
      !(await this.#events.alarmed(
        person,
        detector,
        isoOf(crossing.at - detector.withinMs),
      ))
    ) {
      await this.#tell(person, detector, crossing);
    }
  }

  async #tell(
    person: string,
    detector: Detector,
    { count }: Crossing,
  ): Promise<void> {
    const { id, threshold, withinMs } = detector;
    const ref = (await this.#people.named([person])).get(person);
    const within = `${Math.round(withinMs / 60_000)} minutes`;
    const who = ref ?? 'Somebody who has been forgotten since';
    await this.#alarms.raise({
      event: 'ledger-detector',
      severity: 'high',
      title: `${who} ${detector.says(count)} within ${within}`,
      description: `More than ${threshold} are told of. What was looked at stands in the ledger: GET /api/customer-360/v1/ledger. It may be all right; ask.`,
      scope: `${id}-${person}`,
      meta: {
        detector: id,
        count: String(count),
        within,
        ...(ref !== undefined && { person: ref }),
      },
    });
    await this.#notes.append({
      kind: 'alarm',
      person,
      detail: { detector: id, count: String(count), within },
    });
  }
}

function isoOf(ms: number): string {
  return new Date(ms).toISOString();
}

import type { SourceErrorReason } from '@customer-360/backstage-plugin-customer-360-node';
import { openSession, type SourceSession } from '../sources/openSession';
import type { SourceSessions } from '../sources/SourceSessions';
import type { ClaimedEvent } from './WebhookInbox';
import type { ToldSource } from './WebhookReceiver';

/** Which accounts an event is about, or why that is not known now. */
export type AccountsFound =
  | { readonly ok: true; readonly accounts: readonly string[] }
  | {
      readonly ok: false;
      readonly reason: SourceErrorReason | 'module';
      readonly retryAt?: Date;
    };

/** Records asked for at the same time. */
const AT_ONCE = 8;
const MAX_ACCOUNTS = 100;

/**
 * Finds the accounts of events: most name them, of the others the source is
 * asked, once for each record however many events are about it.
 */
export class EventAccounts {
  readonly #sessions: SourceSessions;
  readonly #deadlineMs: number;

  constructor(options: { sessions: SourceSessions; deadlineMs: number }) {
    this.#sessions = options.sessions;
    this.#deadlineMs = options.deadlineMs;
  }

  /** In the order of the events. Never rejects. */
  async of(
    source: ToldSource,
    events: readonly ClaimedEvent[],
  ): Promise<readonly AccountsFound[]> {
    const records = new Map<string, Promise<AccountsFound>>();
    const waiting: Array<() => Promise<void>> = [];
    const session = openSession({
      sessions: this.#sessions,
      source,
      deadlineMs: this.#deadlineMs,
    });
    try {
      const found = events.map(({ event }) => {
        if (event.accounts) {
          return Promise.resolve({
            ok: true as const,
            accounts: event.accounts,
          });
        }
        const key = JSON.stringify(event.record);
        const asked =
          records.get(key) ??
          new Promise<AccountsFound>(resolve =>
            waiting.push(async () =>
              resolve(await ask(source, session, event.record)),
            ),
          );
        records.set(key, asked);
        return asked;
      });
      await Promise.all(
        Array.from({ length: AT_ONCE }, async () => {
          for (let next = waiting.shift(); next; next = waiting.shift()) {
            await next();
          }
        }),
      );
      return await Promise.all(found);
    } finally {
      session.end();
    }
  }
}

async function ask(
  { webhook }: ToldSource,
  session: SourceSession,
  record: ClaimedEvent['event']['record'],
): Promise<AccountsFound> {
  if (!record || !webhook.accountsOf) {
    return { ok: false, reason: 'module' };
  }
  const outcome = await session.ask(context =>
    webhook.accountsOf!(record, context),
  );
  if (outcome.ok) {
    return { ok: true, accounts: outcome.value.slice(0, MAX_ACCOUNTS) };
  }
  // What is gone belongs to nobody.
  return outcome.reason === 'not_found' ? { ok: true, accounts: [] } : outcome;
}

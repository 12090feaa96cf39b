import { LruReadingCache } from '../../facets/LruReadingCache';
import type { PackedReading } from '../../facets/PackedReading';
import { Generations } from '../../generations/Generations';
import type {
  CustomerLedgerEntry,
  LedgerStore,
} from '../../ledger/LedgerStore';
import type { CustomerPage } from '../../pages/CustomerPage';
import type { FinishedPage } from '../../pages/FinishedPage';
import type { SharedReadings } from '../../shared/SharedReadings';
import { productParts, type Parts } from './Parts';

/** A generation so high that everything there is of a lower one. */
const NEVER_REACHED = 1_000_000;

/** Keeps whatever came last, also where something newer was there. */
class LastComesCache extends LruReadingCache {
  offer(key: string, reading: PackedReading): void {
    this.delete(key);
    super.offer(key, reading);
  }
}

function ledgerOf(
  store: LedgerStore,
  appendRead: (entry: CustomerLedgerEntry) => Promise<Generations>,
): LedgerStore {
  return { append: entries => store.append(entries), appendRead };
}

function forgetfulPage(page: CustomerPage): CustomerPage {
  const pages = new Map<string, FinishedPage>();
  return {
    of: async request => {
      const key = `${request.customer.ref} ${request.customer.shape.key}`;
      const made = pages.get(key) ?? (await page.of(request));
      pages.set(key, made);
      return made;
    },
  };
}

function sharedBut(
  change: (shared: SharedReadings) => Partial<SharedReadings>,
): Parts {
  return {
    ...productParts,
    shared: shared => ({
      get: keys => shared.get(keys),
      claim: (slots, token) => shared.claim(slots, token),
      keep: (slots, token) => shared.keep(slots, token),
      release: (slots, token) => shared.release(slots, token),
      land: (slot, token, reading) => shared.land(slot, token, reading),
      fail: (slot, token, failure) => shared.fail(slot, token, failure),
      state: () => shared.state(),
      ...change(shared),
    }),
  };
}

/** Each with one thing wrong: what the model has to notice. */
export const brokenParts = {
  'generations are always 0': {
    ...productParts,
    ledger: store => {
      const ledger = productParts.ledger(store);
      return ledgerOf(ledger, async entry => {
        await ledger.appendRead(entry);
        return Generations.NONE;
      });
    },
  },
  'the cache keeps what came last, not what is newest': {
    ...productParts,
    cache: () => new LastComesCache({ maxBytes: 1_000_000 }),
  },
  'everybody has the turn': sharedBut(shared => ({
    claim: async (slots, token) =>
      (await shared.claim(slots, token)).map(claim => ({
        ...claim,
        turn: { kind: 'ours' },
      })),
  })),
  'a turn is not kept while the read goes on': sharedBut(() => ({
    keep: async () => {},
  })),
  'the shared cache keeps what came last, not what is newest': sharedBut(
    shared => ({
      land: async (slot, token, reading) => {
        await shared.fail({ ...slot, generation: NEVER_REACHED }, token, {
          reason: 'not_found',
          forMs: 1,
          drop: true,
        });
        await shared.land(slot, token, reading);
      },
    }),
  ),
  'a row that cannot be written is passed over': {
    ...productParts,
    ledger: store => {
      const ledger = productParts.ledger(store);
      return ledgerOf(ledger, entry =>
        ledger.appendRead(entry).catch(() => Generations.NONE),
      );
    },
  },
  'a page is given again whatever has changed': {
    ...productParts,
    page: forgetfulPage,
  },
} satisfies Record<string, Parts>;

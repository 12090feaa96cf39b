import type {
  LedgerHead,
  LedgerHeadStore,
} from '@customer-360/backstage-plugin-customer-360-node';
import { createReadStream } from 'node:fs';
import { appendFile, mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';

/**
 * A file of JSON lines, to which every instance only ever appends: on a volume
 * that the database's owner cannot write, or watched by what ships logs.
 */
export class FileHeadStore implements LedgerHeadStore {
  readonly #path: string;

  constructor(options: { path: string }) {
    this.#path = options.path;
  }

  async add(heads: readonly LedgerHead[]): Promise<void> {
    if (heads.length === 0) {
      return;
    }
    await mkdir(dirname(this.#path), { recursive: true });
    // One write, which the kernel does not mix with another's.
    await appendFile(
      this.#path,
      heads.map(head => `${JSON.stringify(head)}\n`).join(''),
      { mode: 0o600 },
    );
  }

  async latest(): Promise<ReadonlyMap<string, LedgerHead>> {
    const latest = new Map<string, LedgerHead>();
    try {
      const lines = createInterface({
        input: createReadStream(this.#path, 'utf8'),
        crlfDelay: Infinity,
      });
      for await (const line of lines) {
        const head = parseHead(line);
        if (head && head.seq >= (latest.get(head.chain)?.seq ?? 0)) {
          latest.set(head.chain, head);
        }
      }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') {
        throw error;
      }
    }
    return latest;
  }
}

/** Undefined for a line that was cut off when the machine stopped. */
function parseHead(line: string): LedgerHead | undefined {
  try {
    const { chain, seq, hash, at } = JSON.parse(line);
    return typeof chain === 'string' &&
      typeof hash === 'string' &&
      typeof at === 'string' &&
      Number.isSafeInteger(seq)
      ? { chain, seq, hash, at }
      : undefined;
  } catch {
    return undefined;
  }
}

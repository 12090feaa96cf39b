import { AttemptFailure } from '../resilience/AttemptFailure';
import { isNobodysAddress } from './AddressRules';

/**
 * The origins that a source may call. Compared after parsing, so that a host in
 * another notation or with credentials in front of it does not slip through.
 *
 * @internal
 */
export class OriginAllowList {
  readonly #origins: ReadonlySet<string>;

  /**
   * @throws Error naming what is not a plain http(s) origin of a server
   */
  constructor(origins: readonly string[]) {
    this.#origins = new Set(
      origins.map(origin => {
        const url = URL.canParse(origin) ? new URL(origin) : undefined;
        if (!url || !/^https?:$/.test(url.protocol)) {
          throw new Error(`"${origin}" is no http or https origin`);
        }
        if (isNobodysAddress(url.hostname)) {
          throw new Error(`"${origin}" is no address of a server`);
        }
        return url.origin;
      }),
    );
  }

  /**
   * @throws AttemptFailure `upstream` for anything outside the list
   */
  check(target: string | URL, base?: URL): URL {
    if (!URL.canParse(target, base)) {
      throw new AttemptFailure('upstream');
    }
    const url = new URL(target, base);
    if (!this.#origins.has(url.origin) || url.username || url.password) {
      throw new AttemptFailure('upstream');
    }
    return url;
  }
}

import { TLSSocket } from 'node:tls';
import { buildConnector } from 'undici';

/** Servers of one source; more than any has. */
const MAX_HOSTS = 20;

/**
 * Until when the certificates of a source's servers are good, as each new
 * connection shows it: a vendor or a proxy that forgets to renew one is known
 * before the day on which nothing can be read any more.
 *
 * @internal
 */
export class CertificateDates {
  readonly #ends = new Map<string, Date>();

  /** The first that ends; undefined before there was a TLS connection. */
  earliest(): Date | undefined {
    const ends = [...this.#ends.values()].map(end => end.getTime());
    return ends.length > 0 ? new Date(Math.min(...ends)) : undefined;
  }

  /** Connects as undici does, and looks at what the server shows. */
  connector(options: buildConnector.BuildOptions): buildConnector.connector {
    const connect = buildConnector(options);
    return (target, callback) =>
      connect(target, (...outcome) => {
        const [, socket] = outcome;
        if (socket instanceof TLSSocket) {
          this.#note(target.host ?? target.hostname, socket);
        }
        callback(...outcome);
      });
  }

  #note(host: string, socket: TLSSocket): void {
    // Node parses `valid_to` for nobody; a resumed session may show none.
    const end = new Date(socket.getPeerX509Certificate()?.validTo ?? NaN);
    if (Number.isNaN(end.getTime())) {
      return;
    }
    if (this.#ends.size < MAX_HOSTS || this.#ends.has(host)) {
      this.#ends.set(host, end);
    }
  }
}

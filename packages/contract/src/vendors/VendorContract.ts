import type { Exchange } from '../Exchange';

/** What a description says of one exchange. */
export interface Verdict {
  /** `GET /v1/invoices`; the same for all exchanges of one kind. */
  operation: string;
  /** Names of the shapes that were compared: of a request, of an answer. */
  shapes: string[];
  /** One line each; none when all is as described. */
  problems: string[];
}

/** A vendor's own description, ready to be compared with. */
export interface VendorContract {
  readonly vendor: string;
  check(exchange: Exchange): Verdict;
}

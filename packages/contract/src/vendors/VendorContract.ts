import type { Exchange } from '../Exchange';

/** What a description says of one exchange. */
export interface Verdict {
  /** `GET /v1/invoices`; the same for all exchanges of one kind. */
  operation: string;
  /** False where the description lacks the call: compared by hand alone. */
  described: boolean;
  /** Names of the vendor's shapes that were compared. */
  shapes: string[];
  /** One line each; none when all is as described. */
  problems: string[];
}

/** A vendor's own description, ready to be compared with. */
export interface VendorContract {
  readonly vendor: string;
  check(exchange: Exchange): Verdict;
}

/** The verdict on a call that nobody has heard of. */
export function unknownCall({ request }: Exchange): Verdict {
  return {
    operation: `${request.method} ${request.path}`,
    described: false,
    shapes: [],
    problems: ['is no call that the vendor describes'],
  };
}

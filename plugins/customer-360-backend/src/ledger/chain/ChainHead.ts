/** Where a chain ends. */
export interface ChainHead {
  readonly chain: string;
  /** 0 before the first row. */
  readonly seq: number;
  readonly hash: string;
}

/** What the first row of a chain goes back to: no chain begins like another. */
export function genesisOf(chain: string): ChainHead {
  return { chain, seq: 0, hash: `chain ${chain}` };
}

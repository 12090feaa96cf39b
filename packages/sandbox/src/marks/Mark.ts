/**
 * One value of the world that is nowhere else in it, so that wherever it turns
 * up it is known where it came from. What of a portal may show it, the sandbox
 * does not know.
 */
export interface Mark {
  /** Record and field as the vendors have them: `note.body`, `deal.amount`. */
  readonly kind: string;
  readonly value: string | number;
  /** What the record is beside that: `onDeal`, `private`, `open` … */
  readonly traits: readonly string[];
}

/** Draws the values of one company's marks and takes them down. */
export interface Marker {
  /** A word that is nowhere else, behind the text that was there. */
  text(kind: string, before: string, traits?: readonly string[]): string;
  /** The word alone. */
  word(kind: string, traits?: readonly string[]): string;
  /** Minor units, eleven digits. */
  amount(kind: string, traits?: readonly string[]): number;
  /** The same hour at a minute, second and millisecond of its own. */
  instant(kind: string, before: string, traits?: readonly string[]): string;
  /** A day that is years away. */
  day(kind: string, traits?: readonly string[]): string;
  /** How many records more than the world has, as often as this was renewed. */
  more(kind: string): number;
  /** An id, which is one of a kind as it is. */
  id(kind: string, id: string | number, traits?: readonly string[]): void;
}

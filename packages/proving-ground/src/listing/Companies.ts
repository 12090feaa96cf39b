/** What the made-up listing holds; told by the benchmark what is different now. */
export class Companies {
  /** How many are listed. */
  listed: number;
  /** Of every hundredth one; another one has another name. */
  version = 1;
  /** Of what is read in bulk of them; 0 while nothing is. */
  bulkVersion = 0;
  readonly people: number;

  constructor(options: { listed: number; people: number }) {
    this.listed = options.listed;
    this.people = options.people;
  }

  /** One in a hundred is changed when the version rises. */
  versionOf(at: number): number {
    return at % 100 === 0 ? this.version : 1;
  }
}

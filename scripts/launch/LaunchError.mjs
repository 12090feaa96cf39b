/**
 * A launch that cannot go on, told to a person: what happened and how to mend
 * it, in one sentence. Where a program's output explains it, its last lines
 * and the file with all of them follow.
 */
export class LaunchError extends Error {
  /**
   * @param {object} options
   * @param {string} options.cause What happened, without a full stop.
   * @param {string} options.mend What to do about it, without a full stop.
   * @param {import('./LogFile.mjs').LogFile} [options.log]
   */
  constructor({ cause, mend, log }) {
    super(`${cause}: ${mend}.`);
    this.name = 'LaunchError';
    this.log = log;
  }

  /** The sentence, and the evidence under it. */
  describe() {
    const lines = this.log ? this.log.lastLines() : [];
    if (!this.log || lines.length === 0) {
      return this.message;
    }
    return [
      this.message,
      '',
      ...lines.map(line => `  ${line}`),
      '',
      `All of it: ${this.log.name}`,
    ].join('\n');
  }
}

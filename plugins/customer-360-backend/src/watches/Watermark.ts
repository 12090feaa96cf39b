import type { Knex } from 'knex';

const TABLE = 'c360_watermarks';

interface WatermarkRow {
  name: string;
  reached: string;
}

/** Up to when something has been looked at, by whichever instance it was. */
export class Watermark {
  readonly #knex: Knex;
  readonly #name: string;

  constructor(options: { knex: Knex; name: string }) {
    this.#knex = options.knex;
    this.#name = options.name;
  }

  /** ISO 8601 UTC; undefined before the first time. */
  async reached(): Promise<string | undefined> {
    const row = await this.#knex<WatermarkRow>(TABLE)
      .where({ name: this.#name })
      .first('reached');
    return row?.reached;
  }

  /** It never goes back: two rounds at once do no harm. */
  async reach(at: string): Promise<void> {
    const moved = await this.#knex<WatermarkRow>(TABLE)
      .where({ name: this.#name })
      .andWhere('reached', '<', at)
      .update({ reached: at });
    if (moved === 0) {
      await this.#knex<WatermarkRow>(TABLE)
        .insert({ name: this.#name, reached: at })
        .onConflict('name')
        .ignore();
    }
  }
}

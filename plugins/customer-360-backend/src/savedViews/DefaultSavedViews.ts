import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import {
  accessPermission,
  grantsManagePermission,
  type SavedView,
  type SavedViewInput,
} from '@customer-360/backstage-plugin-customer-360-common';
import { randomUUID } from 'node:crypto';
import type { CustomerAccess } from '../access/CustomerAccess';
import type { Reader } from '../access/Reader';
import type { Clock } from '../clock/SharedClock';
import type { SavedViews } from './SavedViews';
import type { SavedViewStore } from './SavedViewStore';

const MOST_OF_ONE = 50;
const MOST_LISTED = 300;

/** @see SavedViews */
export class DefaultSavedViews implements SavedViews {
  readonly #access: Pick<CustomerAccess, 'require' | 'mayDo'>;
  readonly #store: SavedViewStore;
  readonly #clock: Clock;

  constructor(options: {
    access: Pick<CustomerAccess, 'require' | 'mayDo'>;
    store: SavedViewStore;
    clock: Clock;
  }) {
    this.#access = options.access;
    this.#store = options.store;
    this.#clock = options.clock;
  }

  async list(reader: Reader): Promise<SavedView[]> {
    await this.#access.require(reader, accessPermission);
    return this.#store.list(reader.userRef, MOST_LISTED);
  }

  async add(reader: Reader, input: SavedViewInput): Promise<SavedView> {
    await this.#access.require(reader, accessPermission);
    const view = this.#viewOf(reader, randomUUID(), input);
    if ((await this.#store.countOf(reader.userRef)) >= MOST_OF_ONE) {
      throw new InputError(
        `You have ${MOST_OF_ONE} saved views, which is as many as are kept. Delete one first.`,
      );
    }
    return taken(view, await this.#store.add(view));
  }

  async change(
    reader: Reader,
    id: string,
    input: SavedViewInput,
  ): Promise<SavedView> {
    await this.#access.require(reader, accessPermission);
    const known = await this.#store.get(id);
    if (known?.owner !== reader.userRef) {
      throw notFound();
    }
    const view = this.#viewOf(reader, id, input);
    return taken(view, await this.#store.replace(view));
  }

  async remove(reader: Reader, id: string): Promise<void> {
    await this.#access.require(reader, accessPermission);
    const known = await this.#store.get(id);
    const may =
      known?.owner === reader.userRef ||
      (known?.shared &&
        (await this.#access.mayDo(reader, grantsManagePermission)));
    if (!may) {
      throw notFound();
    }
    await this.#store.remove(id);
  }

  #viewOf(reader: Reader, id: string, input: SavedViewInput): SavedView {
    const title = input.title.trim();
    if (title === '') {
      throw new InputError('A saved view needs a name.');
    }
    return {
      id,
      owner: reader.userRef,
      title,
      shared: input.shared,
      query: input.query,
      savedAt: new Date(this.#clock.now()).toISOString(),
    };
  }
}

function taken(view: SavedView, kept: boolean): SavedView {
  if (!kept) {
    throw new ConflictError('You have a saved view of this name already.');
  }
  return view;
}

/** The same, whether it is another's or not there. */
function notFound(): NotFoundError {
  return new NotFoundError('There is no such saved view.');
}

import { execFile } from 'node:child_process';
import { chown, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { unprivilegedUser, type UserIds } from './unprivilegedUser.ts';

const run = promisify(execFile);

/** A cluster's folder, owned by whom the server has to run as. */
export class DataDirectory {
  readonly path: string;
  readonly user: UserIds | undefined;

  private constructor(path: string, user: UserIds | undefined) {
    this.path = path;
    this.user = user;
  }

  /** @param binaries - the folder that holds `initdb` */
  static async create(binaries: string): Promise<DataDirectory> {
    const user = unprivilegedUser();
    const path = await mkdtemp(join(tmpdir(), 'rig-postgres-'));
    const directory = new DataDirectory(path, user);
    try {
      if (user) {
        await chown(path, user.uid, user.gid);
      }
      await run(
        join(binaries, 'initdb'),
        [
          ...['--pgdata', path, '--username', 'postgres', '--auth', 'trust'],
          // The files of a cluster that nobody uses yet need not survive.
          ...['--encoding', 'UTF8', '--no-locale', '--no-sync'],
        ],
        { cwd: path, ...user },
      );
      return directory;
    } catch (error) {
      await directory.remove();
      throw error;
    }
  }

  /** The server must have ended. */
  async remove(): Promise<void> {
    await this.#removeSharedMemory();
    await rm(this.path, { recursive: true, force: true });
  }

  /** A killed server leaves a segment, which only its next start or this removes. */
  async #removeSharedMemory(): Promise<void> {
    const file = join(this.path, 'postmaster.pid');
    const lines = (await readFile(file, 'utf8').catch(() => '')).split('\n');
    const id = lines[6]?.trim().split(/\s+/)[1];
    if (id) {
      await run('ipcrm', ['-m', id]).catch(() => {});
    }
  }
}

import { readFileSync } from 'node:fs';

export interface UserIds {
  readonly uid: number;
  readonly gid: number;
}

/**
 * Whom PostgreSQL runs as where this runs as root, which it refuses; undefined
 * where it can run as whoever runs this.
 */
export function unprivilegedUser(): UserIds | undefined {
  if (process.getuid?.() !== 0) {
    return undefined;
  }
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map(line => line.split(':'));
  for (const name of ['postgres', 'nobody']) {
    const user = users.find(it => it[0] === name);
    if (user) {
      return { uid: Number(user[2]), gid: Number(user[3]) };
    }
  }
  throw new Error('There is no user postgres or nobody to run PostgreSQL as');
}

import { connect } from 'node:net';
import { readReply, type RespValue } from './readReply.ts';

export interface RespCallOptions {
  readonly port: number;
  /** 5 seconds without it. */
  readonly timeoutMs?: number;
}

/** One command to a server on this machine, on a connection of its own. */
export function respCall(
  words: readonly (string | number)[],
  options: RespCallOptions,
): Promise<RespValue> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port: options.port, host: '127.0.0.1' });
    let answer = Buffer.alloc(0);
    socket.setTimeout(options.timeoutMs ?? 5000, () =>
      socket.destroy(new Error(`No answer to ${words[0]}`)),
    );
    socket.on('error', reject);
    socket.on('close', () => reject(new Error(`Cut off at ${words[0]}`)));
    socket.on('data', bytes => {
      answer = Buffer.concat([answer, bytes as Buffer]);
      const reply = readReply(answer);
      if (!reply) {
        return;
      }
      if (reply.value instanceof Error) {
        reject(reply.value);
      } else {
        resolve(reply.value);
      }
      socket.destroy();
    });
    socket.write(encode(words));
  });
}

function encode(words: readonly (string | number)[]): string {
  const parts = words.map(String);
  return [
    `*${parts.length}\r\n`,
    ...parts.map(it => `$${Buffer.byteLength(it)}\r\n${it}\r\n`),
  ].join('');
}

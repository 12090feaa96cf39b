import { connect } from 'node:net';

/** Sends bytes that no client would, and gives all that comes back. */
export function rawRequest(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    socket.on('data', chunk => chunks.push(chunk));
    socket.on('error', reject);
    socket.on('close', () => resolve(Buffer.concat(chunks).toString('utf8')));
  });
}

/** A GET whose connection ends with its answer. */
export function rawGet(path: string, headers: readonly string[]): string {
  return [
    `GET ${path} HTTP/1.1`,
    'Host: portal',
    'Connection: close',
    ...headers,
    '\r\n',
  ].join('\r\n');
}

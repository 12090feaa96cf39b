import { request, type IncomingHttpHeaders } from 'node:http';

export interface HttpAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** Sends these headers and no others: `fetch` adds some of its own, as with `if-none-match`. */
export function httpRequest(
  port: number,
  path: string,
  options: {
    headers?: Record<string, string>;
    method?: string;
    body?: string;
  } = {},
): Promise<HttpAnswer> {
  const { headers, method, body } = options;
  return new Promise((resolve, reject) => {
    request(
      { host: '127.0.0.1', port, path, method, headers, agent: false },
      response => {
        const chunks: Buffer[] = [];
        response.on('data', chunk => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            text: Buffer.concat(chunks).toString('utf8'),
          }),
        );
      },
    )
      .on('error', reject)
      .end(body);
  });
}

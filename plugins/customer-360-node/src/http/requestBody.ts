/**
 * The body of a `fetch` call, whole: it may have to be sent again.
 *
 * @internal
 */
export async function requestBody(
  body: BodyInit | undefined,
  request: Request | undefined,
): Promise<string | Buffer | undefined> {
  if (typeof body === 'string' || body === undefined) {
    return body ?? (request?.body ? await request.text() : undefined);
  }
  return Buffer.from(await new Response(body).arrayBuffer());
}

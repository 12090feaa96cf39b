/** An error's first word is its code: OOM, READONLY, LOADING … */
export class RespError extends Error {
  get code(): string {
    return this.message.split(' ')[0];
  }
}

export type RespValue = string | number | null | RespError | RespValue[];

interface Reply {
  readonly value: RespValue;
  /** Where the next one begins. */
  readonly next: number;
}

/** Undefined as long as the reply is not whole. */
export function readReply(bytes: Buffer, at = 0): Reply | undefined {
  const lineEnd = bytes.indexOf('\r\n', at);
  if (lineEnd < 0) {
    return undefined;
  }
  const kind = String.fromCharCode(bytes[at]);
  const line = bytes.toString('utf8', at + 1, lineEnd);
  const next = lineEnd + 2;
  switch (kind) {
    case '+':
      return { value: line, next };
    case '-':
      return { value: new RespError(line), next };
    case ':':
      return { value: Number(line), next };
    case '$':
      return readText(bytes, next, Number(line));
    case '*':
      return readList(bytes, next, Number(line));
    default:
      throw new Error(`Not a reply: ${kind}${line}`);
  }
}

function readText(
  bytes: Buffer,
  from: number,
  length: number,
): Reply | undefined {
  if (length < 0) {
    return { value: null, next: from };
  }
  const end = from + length;
  return bytes.length < end + 2
    ? undefined
    : { value: bytes.toString('utf8', from, end), next: end + 2 };
}

function readList(
  bytes: Buffer,
  from: number,
  length: number,
): Reply | undefined {
  if (length < 0) {
    return { value: null, next: from };
  }
  const value: RespValue[] = [];
  let next = from;
  while (value.length < length) {
    const item = readReply(bytes, next);
    if (!item) {
      return undefined;
    }
    value.push(item.value);
    next = item.next;
  }
  return { value, next };
}

import type { ChildProcess } from 'node:child_process';
import { waitUntil } from '../waitUntil.ts';
import type { OutputTail } from './OutputTail.ts';

/** When a process counts as ready; at once without any of the three. */
export interface ReadyOptions {
  /** A line of its output matches. */
  readonly readyLine?: RegExp;
  /** This address answers with a status below 500. */
  readonly readyUrl?: string;
  /** This resolves to true. */
  readonly ready?: () => Promise<boolean>;
  /** 30 seconds without it. */
  readonly readyTimeoutMs?: number;
}

/** Rejects when the process ends before, or takes too long. */
export async function untilReady(
  options: ReadyOptions,
  output: OutputTail,
  child: ChildProcess,
): Promise<RegExpExecArray | undefined> {
  const { readyLine, readyUrl, readyTimeoutMs = 30_000 } = options;
  const asked = options.ready ?? (readyUrl && (() => answers(readyUrl)));
  let match: RegExpExecArray | undefined;
  const stopListening = output.onLine(line => {
    match ??= readyLine?.exec(line) ?? undefined;
  });
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null;
  try {
    await waitUntil(
      async () =>
        hasEnded() || ((!readyLine || match) && (!asked || (await asked()))),
      { timeoutMs: readyTimeoutMs },
    );
  } catch (error) {
    throw new Error(
      `${child.spawnfile} was not ready within ${readyTimeoutMs} ms:`,
      { cause: error },
    );
  } finally {
    stopListening();
  }
  // One that was asked to do nothing else may have ended rightly.
  if (hasEnded() && (readyLine || asked)) {
    throw new Error(
      `${child.spawnfile} ended before it was ready, with ${
        child.signalCode ?? child.exitCode
      }:`,
    );
  }
  return match;
}

async function answers(url: string): Promise<boolean> {
  const answer = await fetch(url);
  await answer.arrayBuffer();
  return answer.status < 500;
}

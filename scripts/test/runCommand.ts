import { spawn } from 'node:child_process';

/** @internal */
export interface CommandResult {
  /** Undefined when a signal ended it or it could not be started. */
  readonly exitCode: number | undefined;
  /** The end of what it wrote to its standard output. */
  readonly output: string;
}

const keptOutput = 64 * 1024;

/**
 * Runs a command and shows all it writes.
 *
 * @internal
 */
export async function runCommand(
  command: string,
  args: readonly string[],
  options: { cwd: string; env: NodeJS.ProcessEnv },
): Promise<CommandResult> {
  const child = spawn(command, args, {
    ...options,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.setEncoding('utf8');
  child.stdout.on('data', (chunk: string) => {
    process.stdout.write(chunk);
    output = (output + chunk).slice(-keptOutput);
  });
  return new Promise(resolve => {
    child.once('error', error => {
      console.error(`${command} could not be started: ${error.message}`);
      resolve({ exitCode: undefined, output });
    });
    child.once('close', code =>
      resolve({ exitCode: code ?? undefined, output }),
    );
  });
}

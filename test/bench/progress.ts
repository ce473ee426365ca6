const began = Date.now();

/** One line about what goes on. On stderr: stdout is for the result alone. */
export function say(line: string): void {
  process.stderr.write(`${((Date.now() - began) / 1000).toFixed(0).padStart(4)} s  ${line}\n`);
}

export interface ProcessMark {
  name: string;
  pid: number;
  start: string | null;
  /** The `npm start` that a supervisor belongs to. */
  launcher?: { pid: number; start: string | null };
}
export function homeOf(root: string): string;
export function pidFile(home: string): string;
export function readPids(home: string): Promise<ProcessMark[]>;
export function isAlive(mark: Pick<ProcessMark, 'pid' | 'start'>): boolean;
export function runningSupervisor(home: string): Promise<number | null>;

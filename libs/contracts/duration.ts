/**
 * A length of time as playbooks write it (handbook 4.3, defaults).
 * `working` counts days or hours of the calendar, `clock` counts elapsed time.
 * ISO 8601 subset: P[nD][T[nH][nM][nS]]. Anything under one minute is clock time.
 */
export type Duration = { working: string } | { clock: string };

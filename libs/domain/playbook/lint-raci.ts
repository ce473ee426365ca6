import type { Playbook, Raci } from '#contracts/playbook';
import type { Problem } from './problem.ts';

/** Each step names who is accountable (exactly one: that is the schema's affair), and its RACI only names what is there. */
export function lintRaci(playbook: Playbook): Problem[] {
  return playbook.steps.flatMap(({ raci }, index) => {
    const path = `steps.${index}.raci`;
    return raci ? lintOne(playbook, raci, path) : [{ path: `${path}.accountable`, message: 'nobody is accountable for this step' }];
  });
}

function lintOne({ tasks }: Playbook, raci: Raci, path: string): Problem[] {
  const given = Object.values(tasks).map(({ assign }) => JSON.stringify(assign));
  const idle = raci.responsible.flatMap((assign, index) => (given.includes(JSON.stringify(assign)) ? [] : [{ path: `${path}.responsible.${index}`, message: 'no task is assigned so' }]));
  const needed: Array<[string, string | null]> = [
    [`${path}.signOff.task`, raci.signOff === 'decision' ? null : raci.signOff.task],
    [`${path}.opinion`, raci.opinion],
  ];
  const unknown = needed.flatMap(([at, key]) => (key === null || Object.hasOwn(tasks, key) ? [] : [{ path: at, message: `there is no task "${key}"` }]));
  const unasked = raci.consulted.length > 0 && raci.opinion === null ? [{ path: `${path}.opinion`, message: 'no task asks the consulted for their opinion' }] : [];
  const unending = raci.opinion !== null && Object.hasOwn(tasks, raci.opinion) && tasks[raci.opinion]?.lapses !== true ? [{ path: `tasks.${raci.opinion}.lapses`, message: 'a request for an opinion has to end by itself' }] : [];
  return [...idle, ...unknown, ...unasked, ...unending];
}

import type { Cell, Standing } from './world.ts';

/** What an address names: the id to put in for a cell, and which standings of the cell count as a relation to it. */
export interface Target {
  id: (cell: Cell) => string;
  relations: readonly Standing[];
}

const NOBODY = '0b6f8a4e-5d2c-4c1e-9a77-3f1d2b6c8e90';

/** By the part of the address before the id. A route whose noun is not here fails the suite: say how its actors can stand to it. */
export const TARGETS: Record<string, Target> = {
  runs: { id: (cell) => cell.runId, relations: ['own', 'participant', 'team', 'run'] },
  pieces: { id: (cell) => cell.pieceId, relations: ['own', 'participant', 'team', 'run'] },
  tasks: { id: (cell) => cell.taskId, relations: ['own', 'team', 'run'] },
  meetings: { id: (cell) => cell.meetingId, relations: ['own', 'participant', 'team', 'run'] },
  attachments: { id: (cell) => cell.attachmentId, relations: ['own', 'team', 'run'] },
  comments: { id: (cell) => cell.commentId, relations: ['own'] },
  deliveries: { id: (cell) => cell.deliveryId, relations: ['run'] },
  absences: { id: (cell) => cell.absenceId, relations: ['own', 'team'] },
  schedules: { id: (cell) => cell.scheduleId, relations: ['own'] },
  deputies: { id: (cell) => cell.workerId, relations: ['own', 'team'] },
  calendars: { id: ({ role, standing, person, other }) => (standing === 'own' ? `person:${person.id}` : standing === 'team' ? `team:${role}-team` : standing === 'participant' ? 'org' : `person:${other}`), relations: ['own', 'participant', 'team'] },
  inbox: { id: () => NOBODY, relations: [] },
  notices: { id: () => NOBODY, relations: [] },
  commands: { id: () => NOBODY, relations: [] },
  jobs: { id: () => NOBODY, relations: [] },
  people: { id: () => NOBODY, relations: [] },
  teams: { id: () => NOBODY, relations: [] },
  invitations: { id: () => NOBODY, relations: [] },
  auth: { id: () => NOBODY, relations: [] },
  playbooks: { id: () => 'no-such-playbook', relations: [] },
};

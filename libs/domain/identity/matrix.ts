/** Platform roles, from most to least. What a person does in a run (director, data analyst …) is another matter: `person_role`. */
export type PlatformRole = 'admin' | 'manager' | 'member' | 'viewer';

/**
 * How the actor stands to the thing acted on: `own` its assignee, candidate, delegate, co-signer, accountable or author; `participant` takes part in its run;
 * `team` leads a team that one of its people belongs to; `run` manages its run.
 */
export type Relation = 'own' | 'participant' | 'team' | 'run';

/** `any` needs no relation; a list needs one of its relations; a role that is not named may not. */
export type Grant = 'any' | readonly Relation[];
export type Rule = Partial<Record<PlatformRole, Grant>>;

const everyone: Rule = { admin: 'any', manager: 'any', member: 'any', viewer: 'any' };
const workers: Rule = { admin: 'any', manager: 'any', member: 'any' };
/** Reading the work: managers and viewers see all of it, members what they take part in. */
const readers: Rule = { admin: 'any', manager: 'any', viewer: 'any', member: ['own', 'participant', 'team', 'run'] };
/** Doing the work: whose it is; a manager of the run may step in (the rule on own work still holds, in the run). */
const doers: Rule = { admin: 'any', manager: ['own', 'run'], member: ['own', 'run'] };
/** Moving the work: whose it is, who leads them, who manages the run. */
const movers: Rule = { admin: 'any', manager: ['own', 'team', 'run'], member: ['own', 'team', 'run'] };
/** Taking back what one wrote. */
const authors: Rule = { admin: ['own'], manager: ['own'], member: ['own'] };
/** Saying that somebody is away: they themselves, who leads them, and administrators, because those who are away most set it least. */
const absentees: Rule = { admin: 'any', manager: ['own', 'team'], member: ['own', 'team'] };
/** Saying when people work: themselves, who leads them or their team. */
const planners: Rule = { admin: 'any', manager: ['own', 'team'], member: ['own', 'team'] };
/** Seeing what will start by itself: whoever sees all of the work. */
const overseers: Rule = { admin: 'any', manager: 'any', viewer: 'any' };
/** Changing what starts in somebody's name: that person, and administrators. */
const owners: Rule = { admin: 'any', manager: ['own'] };
/** Steering the run: who manages it. */
const steerers: Rule = { admin: 'any', manager: ['run'], member: ['run'] };

/** The one table of permissions, closed by default: an action that is not here is nobody's. */
export const MATRIX = {
  'audit.read': { admin: 'any' },
  'audit.export': { admin: 'any' },
  'audit.verify': { admin: 'any' },
  'auth.logout': everyone,
  'auth.me': everyone,
  // One's own account: every route of these finds the caller's own things only.
  'auth.profile': everyone,
  'auth.password': everyone,
  'auth.sessions': everyone,
  'auth.tokens': everyone,
  'auth.totp': everyone,
  'auth.identities': everyone,
  'people.list': everyone,
  'people.accounts': { admin: 'any', manager: 'any' },
  'people.manage': { admin: 'any' },
  'role.list': everyone,
  'team.list': everyone,
  'team.manage': { admin: 'any' },
  'invitation.list': { admin: 'any', manager: 'any' },
  'invitation.create': { admin: 'any', manager: 'any' },
  'invitation.manage': { admin: 'any', manager: ['own'] },
  // The log of mails, and what they say: of all the work, which managers read anyhow.
  'delivery.list': { admin: 'any', manager: 'any' },
  'delivery.read': { admin: 'any', manager: 'any' },
  'delivery.resend': { admin: 'any', manager: ['run'] },
  'notice.list': everyone,
  'notice.read': { admin: ['own'], manager: ['own'], member: ['own'], viewer: ['own'] },
  // Every route of these finds the caller's own work and filters only.
  'inbox.read': everyone,
  'inbox.filters': everyone,
  'search.read': everyone,
  'stream.read': everyone,
  // Figures over what the reader may see; of people, over themselves and those they lead, and all of them for managers.
  'board.read': everyone,
  'board.people': { admin: 'any', manager: 'any', member: ['own', 'team'], viewer: ['own', 'team'] },
  'workload.read': { admin: 'any', manager: 'any', member: ['own', 'team'], viewer: ['own', 'team'] },
  'calendar.list': everyone,
  // The organisation's and teams' calendars are everybody's to read (`participant`), a person's those of their teams.
  'calendar.read': { admin: 'any', manager: 'any', viewer: 'any', member: ['own', 'participant', 'team'] },
  'calendar.answer': everyone,
  'calendar.preview': planners,
  'calendar.change': planners,
  'calendar.import': { admin: 'any' },
  'playbook.list': everyone,
  'playbook.read': everyone,
  'absence.list': everyone,
  'absence.read': { admin: 'any', manager: 'any', member: ['own', 'team'], viewer: ['own', 'team'] },
  'absence.create': absentees,
  'absence.change': absentees,
  'absence.cancel': absentees,
  'deputy.list': everyone,
  'deputy.read': { admin: 'any', manager: 'any', member: ['own', 'team'], viewer: ['own', 'team'] },
  'deputy.set': absentees,
  'playbook.draft': { admin: 'any', manager: 'any' },
  'playbook.publish': { admin: 'any' },
  'ladder.read': everyone,
  'recurrence.read': everyone,
  'schedule.list': overseers,
  'schedule.read': overseers,
  'schedule.create': { admin: 'any', manager: 'any' },
  'schedule.change': owners,
  'schedule.pause': owners,
  'schedule.resume': owners,
  'schedule.delete': owners,
  'schedule.run': owners,
  'run.start': { admin: 'any', manager: 'any' },
  'run.copy': { admin: 'any', manager: 'any' },
  'run.list': everyone,
  'run.read': readers,
  'run.events': readers,
  'run.pause': steerers,
  'run.resume': steerers,
  'run.cancel': steerers,
  'run.skip': steerers,
  'run.repeat': steerers,
  'run.shift': steerers,
  'run.reassign': steerers,
  'run.move': steerers,
  // A preview asks for the permission of the verb it names; this is the rule of the example in its documentation.
  'run.preview': steerers,
  'run.severity': steerers,
  'task.create': { admin: 'any', manager: 'any' },
  'task.list': everyone,
  'task.read': readers,
  'task.why': readers,
  'task.history': readers,
  // Whoever does a task has to know what was answered before it.
  'task.previous': readers,
  'task.claim': { admin: ['own', 'run'], manager: ['own', 'run'], member: ['own', 'run'] },
  'task.release': movers,
  'task.transfer': movers,
  'task.ack': movers,
  'task.delegate': movers,
  'task.undelegate': movers,
  'task.cosign': movers,
  // Each item is asked for its own verb's permission.
  'task.bulk': workers,
  'task.recall': { admin: ['own'], manager: ['own'], member: ['own'] },
  'task.sign': { admin: ['own'], manager: ['own'], member: ['own'] },
  'task.checklist': doers,
  'task.item': movers,
  'task.nudge': { admin: 'any', manager: ['own', 'participant', 'team', 'run'], member: ['own', 'participant', 'team', 'run'] },
  'task.complete': doers,
  'task.return': doers,
  'task.due': { admin: 'any', manager: ['team', 'run'], member: ['team', 'run'] },
  'task.pause': { admin: 'any', manager: ['team', 'run'], member: ['team', 'run'] },
  'task.resume': { admin: 'any', manager: ['team', 'run'], member: ['team', 'run'] },
  'task.skip': doers,
  'task.preview': { admin: 'any', manager: ['team', 'run'], member: ['team', 'run'] },
  'task.draft': doers,
  'task.snooze': { admin: ['own'], manager: ['own'], member: ['own'] },
  'task.severity': { admin: 'any', manager: ['team', 'run'], member: ['team', 'run'] },
  'task.comment': { admin: 'any', manager: 'any', member: ['own', 'participant', 'team', 'run'] },
  'attachment.add': { admin: 'any', manager: 'any', member: ['own', 'participant', 'team', 'run'] },
  'attachment.read': readers,
  'attachment.delete': doers,
  'attachment.restore': doers,
  'comment.edit': authors,
  'comment.delete': authors,
  'meeting.list': everyone,
  'meeting.read': readers,
  'meeting.attendance': doers,
  'meeting.minutes': doers,
  'meeting.decision': doers,
  'meeting.preview': doers,
  'piece.list': everyone,
  'piece.read': readers,
  'case.list': everyone,
  'metric.record': workers,
  'job.start': { admin: 'any', manager: 'any' },
  'job.list': { admin: 'any', manager: 'any' },
  'job.read': { admin: 'any', manager: ['own'], member: ['own'], viewer: ['own'] },
  'job.stop': { admin: 'any', manager: ['own'] },
  'command.read': { admin: 'any', manager: ['own', 'run'], member: ['own', 'run'], viewer: ['own'] },
} as const satisfies Record<string, Rule>;

export type Action = keyof typeof MATRIX;

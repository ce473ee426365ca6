import type { EventType } from '#contracts/events';
import type { StoryKind } from '#contracts/run-view';
import type { Text } from '#contracts/text';

/** What an event says in a run's story. Words in braces are filled in: people and things by name, instants in the reader's zone. */
interface Words {
  kind: StoryKind;
  text: Text;
}
const words = (kind: StoryKind, en: string, chinese: string): Words => ({ kind, text: { en, 'zh-CN': chinese } });

export const EVENT_WORDS: Record<EventType, Words> = {
  RunStarted: words('people', '{by} started the run.', '{by}启动了流程。'),
  RunPaused: words('people', '{by} paused the run.', '{by}暂停了流程。'),
  RunResumed: words('people', '{by} let the run go on.', '{by}恢复了流程。'),
  RunCancelled: words('people', '{by} cancelled the run.', '{by}取消了流程。'),
  RunClosed: words('system', 'The run ended: {outcome}.', '流程结束：{outcome}。'),
  RunLost: words('system', 'The run was lost: it ended without an orderly close.', '流程异常终止，未正常结束。'),
  RunMoved: words('decisions', '{by} moved the run from version {from} of its playbook to version {to}.', '{by}将流程手册由第 {from} 版切换到第 {to} 版。'),
  RunSeverityChanged: words('decisions', '{by} changed the severity of the run to {severity}.', '{by}将流程的严重级别改为 {severity}。'),
  StepPaused: words('people', '{by} paused the work of “{step}”.', '{by}暂停了“{step}”步骤的工作。'),
  StepResumed: words('people', '{by} let the work of “{step}” go on.', '{by}恢复了“{step}”步骤的工作。'),
  StepEntered: words('system', 'The step “{step}” began.', '进入步骤“{step}”。'),
  StepRecalled: words('people', '{by} took the run back into “{step}”.', '{by}将流程退回“{step}”步骤。'),
  StepLeft: words('system', 'The step “{step}” was left: {outcome}.', '步骤“{step}”结束：{outcome}。'),
  TurnStarted: words('system', 'Turn {turn} began.', '第 {turn} 轮开始。'),
  DatesShifted: words('people', '{by} moved dates together.', '{by}整体调整了日期。'),
  WorkReassigned: words('people', '{by} handed the open work of {from} to {to}.', '{by}将{from}的未完成工作交给了{to}。'),
  TaskOpened: words('system', '“{task}” opened for {holder}.', '“{task}”已派给{holder}。'),
  TaskClaimed: words('people', '{by} claimed “{task}”.', '{by}认领了“{task}”。'),
  TaskReleased: words('people', '{by} gave “{task}” back.', '{by}退回了“{task}”，等待他人认领。'),
  TaskTransferred: words('people', '{by} handed “{task}” to {to}.', '{by}将“{task}”转交给了{to}。'),
  TaskReassigned: words('system', '“{task}” went to {assignee}.', '“{task}”改由{assignee}负责。'),
  TaskCovered: words('people', '{to} stands in for {for} on “{task}”.', '{to}代替{for}处理“{task}”。'),
  TaskUncovered: words('people', '{to} has “{task}” back.', '“{task}”已归还{to}。'),
  TaskDelegated: words('people', '{by} delegated “{task}” to {delegate}.', '{by}将“{task}”委托给{delegate}。'),
  TaskHandedBack: words('people', '{by} handed “{task}” back with answers.', '{by}完成委托并交回了“{task}”。'),
  DelegationEnded: words('people', '{by} ended the delegation of “{task}”.', '{by}结束了“{task}”的委托。'),
  SignersChanged: words('people', '{by} changed who signs “{task}”.', '{by}调整了“{task}”的会签人。'),
  TaskSubmitted: words('people', '{by} handed “{task}” in for signatures.', '{by}提交“{task}”等待会签。'),
  TaskSigned: words('decisions', '{by} signed “{task}”: {decision}.', '{by}会签了“{task}”：{decision}。'),
  SubmissionRejected: words('decisions', '“{task}” was not approved and is back.', '“{task}”未获批准，已退回。'),
  SubmissionWithdrawn: words('people', '{by} took back what was handed in for “{task}”.', '{by}撤回了“{task}”的提交。'),
  TaskCompleted: words('people', '{by} completed “{task}”.', '{by}完成了“{task}”。'),
  TaskReturned: words('decisions', '{by} sent the work of “{task}” back to “{toStep}”.', '{by}将“{task}”的工作退回到“{toStep}”。'),
  TaskRecalled: words('people', '{by} took “{task}” back: it is open again.', '{by}撤回了“{task}”，任务重新打开。'),
  TaskSkipped: words('people', '{by} skipped “{task}”.', '{by}跳过了“{task}”。'),
  TaskLapsed: words('system', 'The time box of “{task}” ended.', '“{task}”已到时限，自动关闭。'),
  TaskCancelled: words('system', '“{task}” was cancelled.', '“{task}”已取消。'),
  TaskPaused: words('people', '{by} paused “{task}”.', '{by}暂停了“{task}”。'),
  TaskResumed: words('people', '{by} let “{task}” go on.', '{by}恢复了“{task}”。'),
  TaskDueChanged: words('people', '{by} moved the due time of “{task}” to {dueAt}.', '{by}将“{task}”的到期时间改为 {dueAt}。'),
  TaskSeverityChanged: words('decisions', '{by} changed the severity of “{task}” to {severity}.', '{by}将“{task}”的严重级别改为 {severity}。'),
  ClockReplanned: words('system', 'The clock of “{task}” was counted again.', '“{task}”的时限已重新计算。'),
  ChecklistTicked: words('people', '{by} ticked an item of “{task}”.', '{by}更新了“{task}”的检查项。'),
  ItemAssigned: words('people', '{by} gave an item of “{task}” to {owner}.', '{by}将“{task}”的一个检查项交给{owner}。'),
  TaskNudged: words('messages', '{by} nudged whoever has “{task}”.', '{by}催办了“{task}”。'),
  TaskAcknowledged: words('people', '{by} acknowledged “{task}”.', '{by}确认已知悉“{task}”。'),
  AcknowledgementExpired: words('system', 'The acknowledgement of “{task}” ran out.', '“{task}”的确认已过期。'),
  TaskReminded: words('messages', 'A reminder of “{task}” went out.', '已发出“{task}”的提醒。'),
  TaskAtRisk: words('system', '“{task}” is at risk.', '“{task}”有逾期风险。'),
  TaskBreached: words('system', '“{task}” is overdue.', '“{task}”已逾期。'),
  BreachAnnulled: words('system', '“{task}” was not overdue after all.', '“{task}”的逾期已撤销。'),
  RungFired: words('messages', '“{task}” was escalated: rung {rung}.', '“{task}”已升级：第 {rung} 级。'),
  RungRepeated: words('messages', '“{task}” was escalated again: rung {rung}.', '“{task}”再次升级：第 {rung} 级。'),
  RungHeld: words('system', 'Rung {rung} of “{task}” waits until {until}.', '“{task}”的第 {rung} 级升级等待至 {until}。'),
  RungSkipped: words('system', 'Rung {rung} of “{task}” reached nobody.', '“{task}”的第 {rung} 级升级无人可通知，已跳过。'),
  MeetingScheduled: words('system', 'The meeting “{meeting}” was set for {startsAt}.', '会议“{meeting}”定于 {startsAt}。'),
  MeetingMoved: words('people', 'The meeting “{meeting}” moved to {startsAt}.', '会议“{meeting}”改到 {startsAt}。'),
  MeetingCancelled: words('system', 'The meeting “{meeting}” was cancelled.', '会议“{meeting}”已取消。'),
  MeetingDecided: words('decisions', '“{meeting}” decided: {decision}.', '“{meeting}”的决定：{decision}。'),
  AttendanceRecorded: words('people', '{by} recorded who was at “{meeting}”.', '{by}登记了“{meeting}”的出席情况。'),
  MinutesRecorded: words('people', '{by} recorded the minutes of “{meeting}”.', '{by}记录了“{meeting}”的纪要。'),
  GateOpened: words('system', 'The gate “{gate}” asks for its evidence.', '关卡“{gate}”等待证明材料。'),
  GateMet: words('decisions', '{by} met the gate “{gate}”.', '{by}通过了关卡“{gate}”。'),
  GateWaived: words('decisions', '{by} waived the gate “{gate}” until {until}.', '{by}豁免了关卡“{gate}”，有效至 {until}。'),
  WaiverMoved: words('system', 'The waiver of “{gate}” now ends {until}.', '关卡“{gate}”的豁免改为 {until} 到期。'),
  GateReopened: words('system', 'The waiver of “{gate}” ran out: the gate asks again.', '关卡“{gate}”的豁免已到期，需重新处理。'),
  PieceAdded: words('system', 'The piece “{piece}” was added.', '新增作品“{piece}”。'),
  PieceMoved: words('system', 'The piece “{piece}” is now {state}.', '作品“{piece}”状态变为{state}。'),
  PieceChecked: words('decisions', '{checker} checked “{piece}” ({level}): {result}.', '{checker}对“{piece}”做了{level}：{result}。'),
  ReworkAsked: words('decisions', '“{piece}” goes into rework {reworks}.', '“{piece}”进入第 {reworks} 次返工。'),
  ReworkCapReached: words('decisions', '“{piece}” has reached its cap of reworks: the manager decides.', '“{piece}”返工已达上限，等待经理决定。'),
  ReworkCapRaised: words('decisions', '{by} allowed “{piece}” up to {cap} reworks.', '{by}将“{piece}”的返工上限提高到 {cap} 次。'),
  PiecePublished: words('decisions', '{by} published “{piece}” on {platform}.', '{by}在{platform}发布了“{piece}”。'),
  CheckpointEvaluated: words('system', 'The figures of “{piece}” were looked at ({node}).', '已查看“{piece}”的数据（{node}）。'),
  CaseKept: words('decisions', 'The case “{case}” was kept in the library.', '案例“{case}”已入库。'),
};

/** What is written beside a run and belongs to its story. */
export const BESIDE_WORDS: Record<string, Words> = {
  commented: words('messages', '{by} commented on “{task}”.', '{by}评论了“{task}”。'),
  attached: words('messages', '{by} attached “{name}” to “{task}”.', '{by}向“{task}”添加了附件“{name}”。'),
};
export const NOTICE_WORDS: Record<'sent' | 'other', Words> = {
  sent: words('messages', '{person} was told by mail: {subject}', '已邮件通知{person}：{subject}'),
  other: words('messages', '{person} was told: {subject}', '已通知{person}：{subject}'),
};

/** Words of values that events hold. */
export const VALUE_WORDS: Record<string, Text> = {
  completed: { en: 'completed', 'zh-CN': '已完成' }, skipped: { en: 'skipped', 'zh-CN': '已跳过' }, 'sent-back': { en: 'sent back', 'zh-CN': '退回重做' }, repeated: { en: 'to be repeated', 'zh-CN': '重新进行' },
  moved: { en: 'moved on', 'zh-CN': '改版后离开' }, cancelled: { en: 'cancelled', 'zh-CN': '已取消' }, dropped: { en: 'dropped', 'zh-CN': '已放弃' },
  go: { en: 'go', 'zh-CN': '通过' }, revise: { en: 'revise', 'zh-CN': '修改后再议' }, drop: { en: 'drop', 'zh-CN': '放弃' }, done: { en: 'done', 'zh-CN': '完成' }, held: { en: 'held', 'zh-CN': '已召开' },
  approve: { en: 'approved', 'zh-CN': '同意' }, reject: { en: 'rejected', 'zh-CN': '不同意' }, approved: { en: 'approved', 'zh-CN': '同意' }, rejected: { en: 'rejected', 'zh-CN': '不同意' },
  passed: { en: 'passed', 'zh-CN': '通过' }, failed: { en: 'failed', 'zh-CN': '不通过' }, daily: { en: 'daily check', 'zh-CN': '日检' }, weekly: { en: 'weekly check', 'zh-CN': '周检' }, final: { en: 'final check', 'zh-CN': '终检' },
  planned: { en: 'planned', 'zh-CN': '已计划' }, producing: { en: 'in production', 'zh-CN': '制作中' }, checking: { en: 'being checked', 'zh-CN': '质检中' }, rework: { en: 'in rework', 'zh-CN': '返工中' }, ready: { en: 'ready', 'zh-CN': '待发布' }, published: { en: 'published', 'zh-CN': '已发布' },
};

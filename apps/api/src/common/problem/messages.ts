import type { Locale, Text } from '#contracts/text';
import type { ErrorCode } from '#domain/errors';

/** Title by kind of error. */
const TITLES: Record<ErrorCode, Text> = {
  'bad-request': { en: 'The request is malformed', 'zh-CN': '请求格式有误' },
  validation: { en: 'Some fields are not as the route takes them', 'zh-CN': '部分字段不符合要求' },
  'idempotency-key-missing': { en: 'The Idempotency-Key header is missing', 'zh-CN': '缺少 Idempotency-Key 请求头' },
  'idempotency-mismatch': { en: 'This Idempotency-Key came before with another body', 'zh-CN': '该 Idempotency-Key 已用于不同的请求内容' },
  unauthenticated: { en: 'Please log in', 'zh-CN': '请先登录' },
  credentials: { en: 'E-mail or password is wrong', 'zh-CN': '邮箱或密码不正确' },
  forbidden: { en: 'You may not do this', 'zh-CN': '您没有权限执行此操作' },
  'cross-site': { en: 'The request does not come from this site', 'zh-CN': '请求并非来自本站' },
  'not-found': { en: 'Not found', 'zh-CN': '未找到' },
  closed: { en: 'It is closed already', 'zh-CN': '已关闭' },
  stale: { en: 'It has changed since you saw it', 'zh-CN': '内容已更新，请刷新后重试' },
  conflict: { en: 'Its present state forbids this', 'zh-CN': '当前状态不允许此操作' },
  'too-large': { en: 'The body is larger than 1 MB', 'zh-CN': '请求内容超过 1 MB' },
  'media-type': { en: 'The body must be application/json', 'zh-CN': '请求内容须为 application/json' },
  invalid: { en: 'Some fields break a rule', 'zh-CN': '部分字段不符合规则' },
  'too-many-requests': { en: 'Too many attempts; please wait', 'zh-CN': '尝试次数过多，请稍后再试' },
  internal: { en: 'Something went wrong on our side', 'zh-CN': '服务器内部错误' },
  unavailable: { en: 'A part of the service is not reachable', 'zh-CN': '服务暂不可用' },
};

/** Sentence by rule; a rule that is not here shows the detail its error carries. */
const RULES: Record<string, Text> = {
  'malformed-json': { en: 'The body is not valid JSON', 'zh-CN': '请求内容不是有效的 JSON' },
  'malformed-address': { en: 'The address is not well formed', 'zh-CN': '地址格式有误' },
  'not-ready': { en: 'Not every part of the service answers', 'zh-CN': '部分服务无响应' },
  'login-throttle': { en: 'Too many log-in attempts; try again later', 'zh-CN': '登录尝试次数过多，请稍后再试' },
  'too-many-streams': { en: 'Too many open streams', 'zh-CN': '打开的实时连接过多' },
  'idempotency-retry': { en: 'A request with this key is still under way', 'zh-CN': '使用该键的请求仍在处理中' },
  'unknown-route': { en: 'There is no such address', 'zh-CN': '地址不存在' },
  'unknown-task': { en: 'There is no such task', 'zh-CN': '任务不存在' },
  'unknown-run': { en: 'There is no such run', 'zh-CN': '流程不存在' },
  'unknown-meeting': { en: 'There is no such meeting', 'zh-CN': '会议不存在' },
  'unknown-piece': { en: 'There is no such piece', 'zh-CN': '作品不存在' },
  'unknown-playbook': { en: 'There is no such playbook', 'zh-CN': '手册不存在' },
  'unknown-command': { en: 'There is no such command', 'zh-CN': '指令不存在' },
  'unknown-notice': { en: 'There is no such notice', 'zh-CN': '通知不存在' },
  'no-permission': { en: 'Your role or your part in this run does not allow it', 'zh-CN': '您的角色或在该流程中的职责不允许此操作' },
  'own-work': { en: 'Nobody approves their own work', 'zh-CN': '不能审批自己的工作' },
  'demo-account': { en: 'Demo accounts are refused in production', 'zh-CN': '生产环境不允许使用演示账号' },
  'session-ended': { en: 'The session has ended', 'zh-CN': '会话已结束' },
  'origin': {
    en: 'With a cookie, a request that changes something must come from this site (Sec-Fetch-Site or Origin); scripts use a bearer token',
    'zh-CN': '使用 Cookie 时，修改类请求必须来自本站（Sec-Fetch-Site 或 Origin）；脚本请使用 Bearer 令牌',
  },
};

/** Messages of single fields that are not zod's. */
export const FIELDS = {
  required: { en: 'is required', 'zh-CN': '必填' },
  idempotencyKey: { en: 'must be 1 to 200 visible ASCII characters', 'zh-CN': '须为 1 至 200 个可见 ASCII 字符' },
  cursor: { en: 'is not a cursor of this list', 'zh-CN': '不是此列表的游标' },
  uuid: { en: 'must be a UUID', 'zh-CN': '须为 UUID' },
} as const satisfies Record<string, Text>;

export const titleOf = (code: ErrorCode, locale: Locale): string => TITLES[code][locale];
export const ruleText = (rule: string, locale: Locale): string | undefined => (Object.hasOwn(RULES, rule) ? RULES[rule]?.[locale] : undefined);
export const textIn = (text: string | Text, locale: Locale): string => (typeof text === 'string' ? text : text[locale]);

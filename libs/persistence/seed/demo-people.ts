/** The demo organisation: the role matrix "1+4+N" and the crisis team (handbook 4.1, 6.3). Operating roles are what playbooks assign to. */
export interface DemoPerson {
  /** Local part of the address, e.g. `host` of host@callsheet.test. */
  key: string;
  name: string;
  locale: 'zh-CN' | 'en';
  platformRole: 'admin' | 'manager' | 'member';
  /** Operating role, or null for people who only run the platform. */
  role: string | null;
}

const person = (key: string, name: string, locale: DemoPerson['locale']): DemoPerson => ({ key, name, locale, platformRole: 'member', role: key });

export const DEMO_DOMAIN = 'callsheet.test';
export const DEMO_PASSWORD = 'callsheet-demo';
export const DEMO_TIME_ZONE = 'Asia/Shanghai';

export const DEMO_PEOPLE: readonly DemoPerson[] = [
  { key: 'admin', name: '安然 An Ran', locale: 'zh-CN', platformRole: 'admin', role: null },
  { key: 'manager', name: '孟曼 Meng Man', locale: 'en', platformRole: 'manager', role: null },
  person('host', '何诗 He Shi', 'zh-CN'),
  person('script', '宋书 Song Shu', 'zh-CN'),
  person('visual', '卫婉 Wei Wan', 'en'),
  person('copy', '柯文 Ke Wen', 'zh-CN'),
  person('data', '戴达 Dai Da', 'en'),
  person('camera', '康景 Kang Jing', 'zh-CN'),
  person('editor', '易剪 Yi Jian', 'zh-CN'),
  person('ops', '欧阳运 Ouyang Yun', 'en'),
  person('pr', '潘容 Pan Rong', 'zh-CN'),
  person('legal', '黎法 Li Fa', 'en'),
];

export interface DemoTeam {
  key: string;
  name: string;
  lead: string;
  members: readonly string[];
}

/** Whose lead is told at the breach (4.3, ladder): the host for planning, the manager for production, public relations for the crisis team (6.3). */
export const DEMO_TEAMS: readonly DemoTeam[] = [
  { key: 'planning', name: '策划组 Planning', lead: 'host', members: ['host', 'script', 'visual', 'copy', 'data'] },
  { key: 'production', name: '制作组 Production', lead: 'manager', members: ['camera', 'editor', 'ops'] },
  { key: 'response', name: '危机应对小组 Response', lead: 'pr', members: ['pr', 'legal'] },
];

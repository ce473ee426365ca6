import { BarChartOutlined, CalendarOutlined, InboxOutlined, PlayCircleOutlined, PlusCircleOutlined, SettingOutlined, TeamOutlined, VideoCameraOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';
import type { Me } from './me.ts';

export interface Place {
  /** First part of its address and its word under `nav` in common.json. */
  slug: string;
  icon: ReactNode;
  /** Platform roles that have it in their menu; everybody when it is left out. The API decides what they may do there. */
  roles?: ReadonlyArray<Me['role']>;
}

/** Pages that can be gone to, in the order of a day's work. */
export const PLACES: readonly Place[] = [
  { slug: 'inbox', icon: <InboxOutlined /> },
  { slug: 'start', icon: <PlusCircleOutlined />, roles: ['admin', 'manager'] },
  { slug: 'runs', icon: <PlayCircleOutlined /> },
  { slug: 'pieces', icon: <VideoCameraOutlined /> },
  { slug: 'schedules', icon: <CalendarOutlined />, roles: ['admin', 'manager', 'viewer'] },
  { slug: 'team', icon: <TeamOutlined /> },
  { slug: 'boards', icon: <BarChartOutlined /> },
  { slug: 'settings', icon: <SettingOutlined /> },
];

import { SEVERITIES, type Target } from '#contracts/clock';
import type { LadderDefinition } from '#contracts/playbook';
import type { Locale, Text } from '#contracts/text';
import { isAtOnce, SENTENCES, type Length, type RungDefinition, type SentenceKey } from './sentences.ts';
import { durationIn, plainDuration, targetIn } from './words.ts';

export type LadderRead = { ladder: LadderDefinition; problems: [] } | { ladder: null; problems: LineProblem[] };
/** A line that is no sentence of a ladder, counted from 1. */
export interface LineProblem {
  line: number;
  message: Text;
}
const MOST_RUNGS = 10;

class Misread extends Error {
  constructor(readonly text: Text) {
    super(text.en);
  }
}
const ODD: Text = { en: 'is no sentence of a ladder', 'zh-CN': '不是升级规则的句子' };

interface Block {
  rungs: RungDefinition[];
  acknowledgeFor?: Length;
}

/** Reads what `writeLadder` writes, in one language; empty lines and the width of arrows and spaces do not matter. */
export function readLadder(lines: readonly string[], locale: Locale, source: string): LadderRead {
  const own: Block = { rungs: [] };
  const variants: Partial<Record<'1' | '2' | '3' | '4', Block>> = {};
  const problems: LineProblem[] = [];
  let block = own;
  for (const [index, given] of lines.entries()) {
    const line = given.trim().replace(/->/g, '→').replace(/\s*→\s*/g, ' → ').replace(/\s+/g, ' ');
    if (line === '') continue;
    try {
      const level = filled('severity', line, locale)?.level;
      if (level !== undefined) block = variants[levelIn(level, variants)] = { rungs: [] };
      else readLine(line, locale, block);
    } catch (error) {
      if (!(error instanceof Misread)) throw error;
      problems.push({ line: index + 1, message: error.text });
    }
  }
  if (problems.length === 0 && !own.acknowledgeFor) problems.push({ line: lines.length, message: { en: 'a line must say how long an acknowledgement lasts', 'zh-CN': '缺少一行说明确认的有效期' } });
  if (problems.length > 0) return { ladder: null, problems };
  return { ladder: { source, acknowledgeFor: own.acknowledgeFor!, rungs: own.rungs, variants }, problems: [] };
}

function levelIn(level: string, seen: object): '1' | '2' | '3' | '4' {
  if (!SEVERITIES.some((one) => String(one) === level)) throw new Misread({ en: 'severities go from 1 to 4', 'zh-CN': '严重级别为 1 至 4' });
  if (level in seen) throw new Misread({ en: 'names a severity twice', 'zh-CN': '严重级别重复' });
  return level as '1';
}

function readLine(line: string, locale: Locale, block: Block): void {
  const acknowledged = filled('acknowledged', line, locale);
  if (acknowledged) {
    if (block.acknowledgeFor) throw new Misread({ en: 'says a second time how long an acknowledgement lasts', 'zh-CN': '重复说明确认的有效期' });
    block.acknowledgeFor = lengthIn(acknowledged.for!, locale);
    return;
  }
  const { rest, repeat } = repeatIn(line, locale);
  const held = rest.endsWith(SENTENCES.hold[locale]);
  const told = held ? rest.slice(0, -SENTENCES.hold[locale].length) : rest;
  const later = filled('later', told, locale);
  const said = later ?? filled('at-once', told, locale);
  if (!said) throw new Misread(ODD);
  if (block.rungs.length === MOST_RUNGS) throw new Misread({ en: 'a ladder has at most 10 rungs', 'zh-CN': '升级规则最多 10 级' });
  const after: Length = later ? lengthIn(said.after!, locale) : { clock: 'PT0S' };
  block.rungs.push({ after: plain(after), to: targetsIn(said.to!, locale), hold: held ? 'working' : 'none', ...(repeat ? { repeat } : {}) });
}

function repeatIn(line: string, locale: Locale): { rest: string; repeat?: NonNullable<RungDefinition['repeat']> } {
  const [start] = SENTENCES.repeat[locale].split('{');
  const at = line.lastIndexOf(start!);
  const said = at < 0 ? null : filled('repeat', line.slice(at), locale);
  if (!said) return { rest: line };
  const max = settingIn(said.max!) ?? (/^\d{1,3}$/.test(said.max!) && Number(said.max) <= 100 ? Number(said.max) : null);
  if (max === null) throw new Misread({ en: `"${said.max}" is no count up to 100`, 'zh-CN': `“${said.max}”不是 100 以内的次数` });
  return { rest: line.slice(0, at), repeat: { every: lengthIn(said.every!, locale), max } };
}

/** What stands in the places of a sentence, when a line is that sentence. */
function filled(key: SentenceKey, line: string, locale: Locale): Record<string, string> | null {
  const names: string[] = [];
  const pattern = SENTENCES[key][locale].replace('{hold}{repeat}', '').split(/(\{\w+\})/).map((part) => {
    const slot = /^\{(\w+)\}$/.exec(part)?.[1];
    if (slot === undefined) return part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/ /g, '\\s*');
    names.push(slot);
    return '(.+?)';
  });
  const match = new RegExp(`^${pattern.join('')}$`).exec(line);
  return match && Object.fromEntries(names.map((name, index) => [name, match[index + 1]!.trim()]));
}

const settingIn = (words: string): { setting: string } | null => {
  const name = /^\{([^{}]+)\}$/.exec(words)?.[1];
  return name === undefined ? null : { setting: name };
};

function lengthIn(words: string, locale: Locale): Length {
  const length = settingIn(words) ?? durationIn(words, locale);
  if (!length) throw new Misread({ en: `"${words}" is no length of time, like 4 h of working time or {name.of.a.setting}`, 'zh-CN': `“${words}”不是时长，应如“工作时间 4 小时”或“{设置名}”` });
  return length;
}

function targetsIn(words: string, locale: Locale): Target[] {
  return words.split(locale === 'en' ? ',' : '、').map((word) => {
    const target = targetIn(word, locale);
    if (!target) throw new Misread({ en: `nobody is called "${word.trim()}"`, 'zh-CN': `不认识“${word.trim()}”` });
    return target;
  });
}

/** Rungs that come at once are all written alike. */
const plain = (after: Length): Length => ('setting' in after ? after : isAtOnce(after) ? { clock: 'PT0S' } : plainDuration(after));

/** A ladder as it stands after being written and read: durations in their shortest form, rungs at the breach all alike. */
export function plainLadder({ source, acknowledgeFor, rungs, variants }: LadderDefinition): LadderDefinition {
  const length = (one: Length): Length => ('setting' in one ? one : plainDuration(one));
  const rung = ({ after, to, hold, repeat }: RungDefinition): RungDefinition => ({ after: plain(after), to, hold, ...(repeat ? { repeat: { every: length(repeat.every), max: repeat.max } } : {}) });
  return {
    source,
    acknowledgeFor: length(acknowledgeFor),
    rungs: rungs.map(rung),
    variants: Object.fromEntries(Object.entries(variants).map(([level, variant]) => [level, { ...(variant.acknowledgeFor ? { acknowledgeFor: length(variant.acknowledgeFor) } : {}), rungs: variant.rungs.map(rung) }])),
  };
}

import type { Playbook } from '#contracts/playbook';
import type { Text } from '#contracts/text';
import type { Length } from '#domain/ladder/sentences';
import { durationText } from '#domain/ladder/words';
import { lengthOf } from './fields.tsx';

/** Writes a length; one that a setting holds as what it comes to, with the setting's name. */
export function writtenLength(playbook: Playbook): (length: Length) => Text {
  return (length) => {
    if (!('setting' in length)) return durationText(length);
    const [held, title] = [lengthOf(playbook, length.setting), playbook.settings?.[length.setting]?.title];
    if (!held || !title) return { en: `{${length.setting}}`, 'zh-CN': `{${length.setting}}` };
    const words = durationText(held);
    return { en: `${words.en} (${title.en})`, 'zh-CN': `${words['zh-CN']}（${title['zh-CN']}）` };
  };
}

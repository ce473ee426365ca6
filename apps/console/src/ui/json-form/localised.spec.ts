import { localised, looks, type FormSchema } from './localised.ts';

const text = (zh: string, en: string) => ({ 'zh-CN': zh, en });
const schema: FormSchema = {
  type: 'object',
  properties: {
    decision: { type: 'string', title: 'Decision', 'x-title': text('决定', 'Decision'), enum: ['go', 'drop'], 'x-enum': { go: text('通过', 'Go'), drop: text('放弃', 'Drop') } },
    ownerId: { type: 'string', format: 'uuid', 'x-title': text('负责人', 'Owner') },
    links: { type: 'array', 'x-title': text('文件', 'Files'), items: { type: 'object', properties: { url: { type: 'string', format: 'uri', 'x-title': text('网址', 'Address') } } } },
    note: { type: 'string', maxLength: 5000 },
  },
  if: { properties: { decision: { const: 'drop' } } },
  then: { properties: { reason: { type: 'string', 'x-title': text('原因', 'Reason') } } },
};

it('shows a schema in the reader’s language, into lists and conditions', () => {
  const shown = JSON.stringify(localised(schema, 'zh-CN'));
  for (const word of ['决定', '负责人', '文件', '网址', '原因']) expect(shown).toContain(`"title":"${word}"`);
  expect(JSON.stringify(localised(schema, 'en'))).toContain('"title":"Reason"');
});

it('shows choices in words, people by name, addresses and long texts in fields of their own', () => {
  const look = looks(schema, 'zh-CN');
  expect(look.decision).toEqual({ 'ui:enumNames': ['通过', '放弃'], 'ui:widget': 'radio' });
  expect(look.ownerId).toEqual({ 'ui:widget': 'person' });
  expect(look.note).toMatchObject({ 'ui:widget': 'textarea' });
  expect(look.links.items.url).toEqual({ 'ui:options': { inputType: 'url' } });
});

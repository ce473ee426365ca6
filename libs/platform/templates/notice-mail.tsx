import { Body, Button, Container, Head, Heading, Hr, Html, Link, Preview, Section, Text } from '@react-email/components';
import type { Locale } from '#contracts/text';
import type { Fact, NoticeView } from './view.ts';

const colours = { ink: '#1f2430', quiet: '#5b6270', line: '#e3e6ec', ground: '#f5f6f8', accent: '#1d4ed8' };
const fonts = '-apple-system, "Segoe UI", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif';

/** One layout for every kind of notice: the sentence, the facts, one button. React escapes whatever people wrote. */
export function NoticeMail({ view, locale }: { view: NoticeView; locale: Locale }) {
  return (
    <Html lang={locale}>
      <Head />
      <Preview>{view.lead}</Preview>
      <Body style={{ backgroundColor: colours.ground, fontFamily: fonts, color: colours.ink, margin: 0, padding: '24px 0' }}>
        <Container style={{ backgroundColor: '#ffffff', border: `1px solid ${colours.line}`, borderRadius: 8, padding: 24, maxWidth: 560 }}>
          <Heading as="h1" style={{ fontSize: 18, lineHeight: '26px', margin: '0 0 16px' }}>
            {view.lead}
          </Heading>
          {view.facts.map((fact) => (
            <FactLine key={fact.label} fact={fact} />
          ))}
          <Section style={{ margin: '20px 0' }}>
            <Button href={view.link.url} style={{ backgroundColor: colours.accent, color: '#ffffff', borderRadius: 6, padding: '10px 18px', fontSize: 15 }}>
              {view.link.label}
            </Button>
          </Section>
          {view.others.length > 0 ? <Others view={view} /> : null}
          <Hr style={{ borderColor: colours.line }} />
          <Text style={{ fontSize: 12, color: colours.quiet, margin: '8px 0 0' }}>{view.footer}</Text>
        </Container>
      </Body>
    </Html>
  );
}

function FactLine({ fact }: { fact: Fact }) {
  return (
    <Text style={{ fontSize: 14, lineHeight: '22px', margin: '0 0 4px' }}>
      <span style={{ color: colours.quiet }}>{fact.label}: </span>
      {fact.value}
    </Text>
  );
}

function Others({ view }: { view: NoticeView }) {
  return (
    <Section>
      <Text style={{ fontSize: 14, fontWeight: 600, margin: '0 0 4px' }}>{view.othersTitle}</Text>
      {view.others.map((other) => (
        <Text key={other.text} style={{ fontSize: 14, lineHeight: '22px', margin: '0 0 4px' }}>
          {other.url === null ? other.text : <Link href={other.url}>{other.text}</Link>}
        </Text>
      ))}
    </Section>
  );
}

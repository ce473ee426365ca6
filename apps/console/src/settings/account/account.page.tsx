import { Alert, Flex } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { useProblemText } from '../../session/problem-text.ts';
import { Page } from '../../ui/page.tsx';
import { IdentitiesCard } from './identities-card.tsx';
import { PasswordCard } from './password-card.tsx';
import { ProfileCard } from './profile-card.tsx';
import { SecondFactorCard } from './second-factor-card.tsx';
import { SessionsCard } from './sessions-card.tsx';
import { TokensCard } from './tokens-card.tsx';

/** What people decide about themselves, and what opens their door. */
export function Component() {
  const { t } = useTranslation('settings');
  const problem = useProblemText(useSearchParams()[0].get('problem'));
  return (
    <Page title={t('sections.account')}>
      <Flex vertical gap={16} style={{ maxWidth: 880 }}>
        {problem && <Alert type="warning" showIcon title={problem} />}
        <ProfileCard />
        <PasswordCard />
        <SecondFactorCard />
        <IdentitiesCard />
        <SessionsCard />
        <TokensCard />
      </Flex>
    </Page>
  );
}

import { useTranslation } from 'react-i18next';

/** What the worker notes of itself when it does not send, by our word for it. Anything else is the mail server's own sentence. */
const KNOWN: Record<string, string> = {
  'the person has left': 'left',
  'it was taken back': 'takenBack',
  'there is nothing left to do': 'done',
  'the person has put it aside': 'snoozed',
  'what it offers has expired': 'expired',
  'what it offers was withdrawn': 'withdrawn',
  'what it offers is no longer on offer': 'void',
};

/** Why a mail did not go out, in the reader's language where it is ours to say. */
export function useReason(): (reason: string) => string {
  const { t } = useTranslation('deliveries');
  return (reason) => (KNOWN[reason] ? t(`reason.${KNOWN[reason]}`) : reason);
}

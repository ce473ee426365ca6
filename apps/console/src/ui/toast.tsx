import { Alert, theme } from 'antd';
import AppContext from 'antd/es/app/context';
import { createContext, use, useMemo, useState, type ReactNode } from 'react';
import './toast.css';

type Kind = 'success' | 'info' | 'warning' | 'error';
export type Toast = Record<Kind, (text: ReactNode) => void>;
interface Said {
  id: number;
  kind: Kind;
  text: ReactNode;
}

const SHOWN_MS = 4_000;
const ToastContext = createContext<Toast | null>(null);

/**
 * Short messages over the page, and the page's own type and colour. The library's `App` would bring its dialogs and notifications with it, 26 kB
 * of the first load that nothing there needs; its hook works below this all the same, for messages.
 */
export function Toasts({ children }: { children: ReactNode }) {
  const [said, setSaid] = useState<readonly Said[]>([]);
  const { token } = theme.useToken();
  const toast = useMemo(() => {
    let last = 0;
    const say = (kind: Kind) => (text: ReactNode): void => {
      const id = (last += 1);
      setSaid((others) => [...others, { id, kind, text }]);
      setTimeout(() => setSaid((others) => others.filter((other) => other.id !== id)), SHOWN_MS);
    };
    return { success: say('success'), info: say('info'), warning: say('warning'), error: say('error') };
  }, []);
  const asApp = useMemo(() => ({ message: toast as never, notification: {} as never, modal: {} as never }), [toast]);
  return (
    <ToastContext value={toast}>
      <AppContext value={asApp}>
        <div style={{ color: token.colorText, fontFamily: token.fontFamily, fontSize: token.fontSize, lineHeight: token.lineHeight }}>
          {children}
          <div className="toasts" aria-live="polite">{said.map(({ id, kind, text }) => <Alert key={id} type={kind} showIcon title={text} />)}</div>
        </div>
      </AppContext>
    </ToastContext>
  );
}

/** Says something shortly over the page. @throws Error outside of the console's frame */
export function useToast(): Toast {
  const toast = use(ToastContext);
  if (!toast) throw new Error('useToast is for what is shown within <Toasts>');
  return toast;
}

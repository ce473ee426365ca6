import { message, theme } from 'antd';
import AppContext from 'antd/es/app/context';
import { createContext, use, useMemo, type ReactNode } from 'react';

type Toast = ReturnType<typeof message.useMessage>[0];
const ToastContext = createContext<Toast | null>(null);

/**
 * Short messages over the page, and the page's own type and colour. The library's `App` would bring its dialogs and notifications with it, 18 kB
 * of the first load that nothing there needs; its hook works below this all the same, for messages.
 */
export function Toasts({ children }: { children: ReactNode }) {
  const [toast, holder] = message.useMessage();
  const { token } = theme.useToken();
  const asApp = useMemo(() => ({ message: toast, notification: {} as never, modal: {} as never }), [toast]);
  return (
    <ToastContext value={toast}>
      <AppContext value={asApp}>
        <div style={{ color: token.colorText, fontFamily: token.fontFamily, fontSize: token.fontSize, lineHeight: token.lineHeight }}>
          {holder}
          {children}
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

/** The nonce of this page, which lets the component library's styles through our policy. */
export const nonce = document.querySelector<HTMLMetaElement>('meta[property=csp-nonce]')?.nonce ?? '';

/**
 * The component library holds the page still behind a dialog, and measures scroll bars, by styles that forget the nonce it was given (its portal takes
 * none). Our policy would refuse them: every style that our own code makes bears the nonce.
 */
const make = document.createElement.bind(document) as (name: string, options?: ElementCreationOptions) => HTMLElement;
document.createElement = ((name: string, options?: ElementCreationOptions): HTMLElement => {
  const element = make(name, options);
  if (element instanceof HTMLStyleElement) element.nonce = nonce;
  return element;
}) as typeof document.createElement;

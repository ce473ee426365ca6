/** Colours that people with any kind of colour vision tell apart (Okabe and Ito), lightened where the ground is dark. */
export const PALETTE = {
  light: ['#0072b2', '#d55e00', '#009e73', '#aa4499', '#8c6d00'],
  dark: ['#56b4e9', '#f0883e', '#2fcf9f', '#e07bc0', '#f0e442'],
} as const;

export interface Ink {
  text: string;
  line: string;
  colours: readonly string[];
}
export const inkOf = (dark: boolean): Ink => (dark ? { text: '#c9d1d9', line: '#3d444d', colours: PALETTE.dark } : { text: '#434c57', line: '#d5dae0', colours: PALETTE.light });

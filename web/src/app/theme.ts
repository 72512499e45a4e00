// The look of the product: deep teal for work, gold for what deserves attention, Be Vietnam Pro for the letters.
import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';

const harbour: MantineColorsTuple = [
  '#e9f5f7',
  '#d3e8ec',
  '#a5d0d8',
  '#73b7c3',
  '#4ca2b2',
  '#3294a6',
  '#1f7f92',
  '#0f6476',
  '#0b4c5b',
  '#083744',
];
const gold: MantineColorsTuple = [
  '#fdf6e3',
  '#f8e9c4',
  '#f0d590',
  '#e7bf5a',
  '#dfad33',
  '#d29c1c',
  '#b98410',
  '#94680b',
  '#714f0a',
  '#513808',
];
const dark: MantineColorsTuple = [
  '#dfe8ec',
  '#b9c8cf',
  '#92a6af',
  '#6c828c',
  '#3d545f',
  '#274049',
  '#17303a',
  '#0f242d',
  '#0a1b23',
  '#061219',
];

export const theme = createTheme({
  colors: { harbour, gold, dark },
  primaryColor: 'harbour',
  primaryShade: { light: 7, dark: 6 },
  autoContrast: true,
  luminanceThreshold: 0.36,
  fontFamily: "'Be Vietnam Pro', 'Inter Variable', system-ui, sans-serif",
  fontFamilyMonospace: "ui-monospace, 'DejaVu Sans Mono', monospace",
  headings: { fontFamily: "'Be Vietnam Pro', 'Inter Variable', system-ui, sans-serif", fontWeight: '600' },
  defaultRadius: 'md',
  radius: { xs: '4px', sm: '6px', md: '10px', lg: '14px', xl: '20px' },
  cursorType: 'pointer',
  focusRing: 'auto',
  components: {
    // The first entry takes the focus: no empty stop before it.
    Menu: { defaultProps: { withInitialFocusPlaceholder: false } },
    // The library's grey is too pale to read on white.
    Notification: { styles: { description: { color: 'var(--gb-ink-2)' } } },
    Button: { defaultProps: { radius: 'md' } },
    Tooltip: { defaultProps: { withArrow: true, openDelay: 350 } },
    Modal: {
      defaultProps: { centered: true, radius: 'lg', overlayProps: { backgroundOpacity: 0.55, blur: 2 } },
    },
  },
});

/** Names for surfaces and meanings, so that no component picks a colour by itself. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {
    '--gb-figures': "'Inter Variable', 'Be Vietnam Pro', system-ui, sans-serif",
    '--gb-gold': '#dfad33',
    '--gb-record': '#d3322c',
  },
  light: {
    '--mantine-color-body': '#f3f6f7',
    '--mantine-color-dimmed': '#526770',
    '--gb-surface': '#ffffff',
    '--gb-surface-2': '#eaf0f2',
    '--gb-surface-3': '#dde7ea',
    '--gb-line': '#d0dce0',
    '--gb-ink': '#0d222b',
    '--gb-ink-2': '#48606b',
    '--gb-brand': '#083744',
    '--gb-good': '#0d7a4c',
    '--gb-good-soft': '#dcf3e7',
    '--gb-warn': '#8a5a00',
    '--gb-warn-soft': '#fdf0cf',
    '--gb-bad': '#b3261e',
    '--gb-bad-soft': '#fbe3e1',
    '--gb-info': '#0f6476',
    '--gb-info-soft': '#dceef2',
    '--gb-shadow': '0 1px 2px rgb(8 35 45 / 8%), 0 6px 20px rgb(8 35 45 / 6%)',
  },
  dark: {
    '--mantine-color-body': '#071820',
    '--mantine-color-dimmed': '#9db2bb',
    '--gb-surface': '#0e242d',
    '--gb-surface-2': '#14303b',
    '--gb-surface-3': '#1c3d49',
    '--gb-line': '#24444f',
    '--gb-ink': '#eaf2f4',
    '--gb-ink-2': '#a9bec6',
    '--gb-brand': '#05141b',
    '--gb-good': '#5fd39b',
    '--gb-good-soft': '#123d2d',
    '--gb-warn': '#f2c35a',
    '--gb-warn-soft': '#3d3210',
    '--gb-bad': '#ff8f87',
    '--gb-bad-soft': '#47201f',
    '--gb-info': '#73c3d1',
    '--gb-info-soft': '#123843',
    '--gb-shadow': '0 1px 2px rgb(0 0 0 / 40%), 0 8px 24px rgb(0 0 0 / 25%)',
  },
});

import type { ThemeConfig } from 'antd';

/** Base and state colours of the product. State colours are for fills, borders and icons; `text` shades reach a contrast of 4.5 on white. */
export const COLOURS = {
  base: '#1f5fbf',
  party: '#c8102e',
  normal: '#389e0d',
  present: '#1677ff',
  soon: '#fa8c16',
  yellowCard: '#fadb14',
  danger: '#cf1322',
  idle: '#8c8c8c',
  collective: '#722ed1',
  text: { normal: '#237804', present: '#0958d9', soon: '#ad4e00', danger: '#a8071a', idle: '#595959' },
} as const;

export const theme: ThemeConfig = {
  token: {
    colorPrimary: COLOURS.base,
    colorLink: COLOURS.base,
    // A lighter one under the pointer could not be read; it is underlined instead.
    colorLinkHover: COLOURS.base,
    colorError: COLOURS.danger,
    colorWarning: COLOURS.soon,
    colorSuccess: COLOURS.normal,
    colorInfo: COLOURS.base,
    colorText: '#1f2329',
    colorTextSecondary: '#4e5661',
    colorTextDescription: '#5b6470',
    colorTextPlaceholder: '#6b7480',
    colorBorder: '#c9ced6',
    colorBorderSecondary: '#e3e6ea',
    colorBgLayout: '#f5f6f8',
    borderRadius: 4,
    fontSize: 14,
    lineHeight: 22 / 14,
    fontFamily: '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", sans-serif',
    // What is done stands at once. A fading part whose end is missed would stay: a button was called "loading" for good.
    motion: false,
    boxShadowSecondary: '0 4px 16px rgba(31, 35, 41, 0.12)',
  },
  components: {
    Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none' },
    Tabs: { horizontalItemPadding: '10px 0' },
  },
};

import { type MappingAlgorithm, type ThemeConfig, theme } from 'antd';
import { type ColourScheme, fontFamilies, type Palette, palettes } from './tokens.ts';

const popupShadow: Record<ColourScheme, string> = {
  light: '0 0 1px rgb(30 28 25 / 12%), 0 1px 2px rgb(30 28 25 / 6%), 0 8px 24px rgb(30 28 25 / 8%)',
  dark: '0 0 1px rgb(0 0 0 / 60%), 0 1px 2px rgb(0 0 0 / 40%), 0 8px 24px rgb(0 0 0 / 50%)',
};

/** Ant Design in our colours and sizes. `scale` is that of the page, as Ant Design measures in pixels. */
export function antdTheme(scheme: ColourScheme, scale: number, isPhone: boolean): ThemeConfig {
  const p = palettes[scheme];
  const px = (length: number) => Math.round(length * scale);
  return {
    algorithm: [scheme === 'dark' ? theme.darkAlgorithm : theme.defaultAlgorithm, exactColours(p)],
    hashed: false,
    cssVar: { key: 'tandem' },
    token: {
      colorPrimary: p.blue,
      colorInfo: p.blue,
      colorTextDescription: p.ink3,
      colorTextPlaceholder: p.ink3,
      colorTextLightSolid: p.onBlue,
      colorBgBase: p.surface,
      colorFillAlter: p.sunken,
      colorSplit: p.line,
      controlItemBgActive: p.blueSoft,
      controlItemBgHover: p.sunken,
      controlOutline: p.blueSoft,
      fontFamily: fontFamilies.sans,
      fontFamilyCode: fontFamilies.mono,
      fontSize: px(isPhone ? 15 : 14),
      controlHeight: px(isPhone ? 44 : 34),
      controlHeightSM: px(isPhone ? 36 : 28),
      controlHeightLG: px(isPhone ? 48 : 40),
      sizeUnit: 4 * scale,
      sizeStep: 4 * scale,
      borderRadius: px(4),
      borderRadiusLG: px(6),
      borderRadiusSM: px(4),
      borderRadiusXS: px(2),
      boxShadow: popupShadow[scheme],
      boxShadowSecondary: popupShadow[scheme],
      fontWeightStrong: 600,
      opacityLoading: 0.9,
      motionDurationFast: '0.12s',
      motionDurationMid: '0.14s',
      motionDurationSlow: '0.16s',
    },
    components: componentTokens(p, px),
  };
}

/** Ant Design derives its own shades from a few seeds, and dims them in the dark; ours are measured and stay as they are. */
function exactColours(p: Palette): MappingAlgorithm {
  return (seed, derived) => ({
    ...(derived ?? theme.defaultAlgorithm(seed)),
    colorPrimary: p.blue,
    colorPrimaryHover: p.blueHover,
    colorPrimaryActive: p.blueHover,
    colorPrimaryBorder: p.blue,
    colorPrimaryBg: p.blueSoft,
    colorPrimaryBgHover: p.blueSoft,
    colorLink: p.blue,
    colorLinkHover: p.blueHover,
    colorLinkActive: p.blueHover,
    colorInfo: p.blue,
    colorInfoBg: p.blueSoft,
    colorSuccess: p.green,
    colorSuccessBg: p.greenSoft,
    colorWarning: p.accent,
    colorWarningBg: p.accentSoft,
    colorError: p.red,
    colorErrorHover: p.red,
    colorErrorActive: p.red,
    colorErrorBorderHover: p.red,
    colorErrorBg: p.redSoft,
    colorErrorBgHover: p.redSoft,
    colorText: p.ink,
    colorTextSecondary: p.ink2,
    colorTextTertiary: p.ink3,
    colorBgContainer: p.surface,
    colorBgElevated: p.surface,
    colorBgLayout: p.ground,
    colorBorder: p.lineStrong,
    colorBorderSecondary: p.line,
  });
}

function componentTokens(p: Palette, px: (length: number) => number): NonNullable<ThemeConfig['components']> {
  return {
    Button: {
      primaryShadow: 'none',
      defaultShadow: 'none',
      dangerShadow: 'none',
      defaultBorderColor: p.lineStrong,
      defaultHoverBorderColor: p.blue,
      defaultHoverColor: p.blue,
      primaryColor: p.onBlue,
      fontWeight: 500,
      paddingInline: px(14),
      paddingInlineLG: px(16),
      paddingInlineSM: px(8),
      iconGap: px(6),
    },
    Form: { itemMarginBottom: px(26), verticalLabelPadding: `0 0 ${px(4)}px` },
    Modal: { titleFontSize: px(16) },
    Segmented: { trackBg: p.sunken, itemSelectedBg: p.surface, itemSelectedColor: p.blue },
    Table: { headerBg: p.sunken, rowHoverBg: p.ground, borderColor: p.line },
    Tabs: { titleFontSize: px(14), horizontalItemGutter: px(24) },
    Tooltip: { colorBgSpotlight: p.band, colorTextLightSolid: p.onBand },
  };
}

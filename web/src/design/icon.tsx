/** One family of line icons, 20 × 20, stroke 1.5. Drawn here so that no page mixes hands. */
const paths = {
  inbox: 'M3.5 11 5 4.5h10l1.5 6.5v4.5h-13zM3.5 11h4l.8 2h3.4l.8-2h4',
  gauge: 'M5.2 16.5a7.5 7.5 0 1 1 9.6 0zM10 12l3-3.6M5.6 11.4h.1M7 7.6h.1M10 6h.1M14.4 11.4h.1',
  catalogue: 'M4.5 3.5h11v13h-11zM4.5 7.8h11M4.5 12.2h11M7 5.7h2.5M7 10h2.5M7 14.4h2.5',
  import: 'M10 12.5v-9M6.5 7 10 3.5 13.5 7M3.5 12v4.5h13V12',
  request: 'M11.5 2.5h-7v15h11v-11zM11.5 2.5v4h4M7 10.5h6M7 13.5h4',
  agreement:
    'M15.5 9V3.5h-11v14h4M7 7h6M7 10h3M13.8 10.8l3.4 1.2v2.2c0 1.8-1.5 3-3.4 3.6-1.9-.6-3.4-1.8-3.4-3.6V12z',
  exchange: 'M3.5 7h12M12.5 4l3 3-3 3M16.5 13h-12M7.5 10l-3 3 3 3',
  ledger: 'M10 2.5l6.5 2.3V10c0 3.7-2.8 6.2-6.5 7.5C6.3 16.2 3.5 13.7 3.5 10V4.8zM7 10l2.2 2.2L13.2 8',
  statute:
    'M10 5.5C8.5 4.3 6.5 4 3.5 4v11.5c3 0 5 .3 6.5 1.5 1.5-1.2 3.5-1.5 6.5-1.5V4c-3 0-5 .3-6.5 1.5zM10 5.5V17',
  administration:
    'M3.5 6h7M14.5 6h2M3.5 14h2M9.5 14h7M12.5 8a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM7.5 16a2 2 0 1 0 0-4 2 2 0 0 0 0 4z',
  search: 'M9 14.5a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11zM13 13l4 4',
  person: 'M10 9.5a3.3 3.3 0 1 0 0-6.6 3.3 3.3 0 0 0 0 6.6zM3.8 17c.5-3.3 3-5 6.2-5s5.7 1.7 6.2 5z',
  people:
    'M7.5 9.5a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM2 16.5c.4-3 2.5-4.5 5.5-4.5s5.1 1.5 5.5 4.5zM13 3.8a3 3 0 0 1 0 5.4M15 12.4c1.7.6 2.8 2 3 4.1',
  department: 'M3 16.5h14M4.5 16.5V8.5M8.2 16.5V8.5M11.8 16.5V8.5M15.5 16.5V8.5M3 8.5h14L10 3.5z',
  sun: 'M10 13a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM10 2.5v1.8M10 15.7v1.8M2.5 10h1.8M15.7 10h1.8M4.7 4.7 6 6M14 14l1.3 1.3M4.7 15.3 6 14M14 6l1.3-1.3',
  moon: 'M16 11.8A6.5 6.5 0 1 1 8.2 4a5.3 5.3 0 0 0 7.8 7.8z',
  screen: 'M3 4h14v9.5H3zM7 16.5h6M10 13.5v3',
  largeType: 'M2.5 15.5 7 4.5l4.5 11M4 12h6M12.5 15.5l2.5-6 2.5 6M13.3 13.7h3.4',
  language:
    'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM3 10h14M10 3c2 2 2.8 4.3 2.8 7S12 15 10 17c-2-2-2.8-4.3-2.8-7S8 5 10 3z',
  signOut: 'M8 3.5H4v13h4M12 6.5 15.5 10 12 13.5M15.5 10H7.5',
  key: 'M7 13.5a3.5 3.5 0 1 1 3.2-4.9h6.3v3h-2v2h-2.5v-2h-1.8A3.5 3.5 0 0 1 7 13.5zM6.8 10h.1',
  lock: 'M4.5 9h11v8h-11zM6.8 9V6.5a3.2 3.2 0 0 1 6.4 0V9M10 12v2',
  phone: 'M6 2.5h8v15H6zM9 15h2',
  chevronDown: 'M6 8l4 4 4-4',
  chevronUp: 'M6 12l4-4 4 4',
  chevronLeft: 'M12 5l-5 5 5 5',
  chevronRight: 'M8 5l5 5-5 5',
  arrowRight: 'M3.5 10h13M12.5 6l4 4-4 4',
  arrowLeft: 'M16.5 10h-13M7.5 6l-4 4 4 4',
  bothWays: 'M3.5 7h13M13.5 4l3 3M16.5 13h-13M6.5 16l-3-3',
  enter: 'M16 4.5v7H5M8 8.5l-3 3 3 3',
  check: 'M4.5 10.5l3.8 3.8 7.2-8',
  close: 'M5 5l10 10M15 5 5 15',
  plus: 'M10 4v12M4 10h12',
  minus: 'M4 10h12',
  download: 'M10 3.5v9M6.5 9l3.5 3.5L13.5 9M3.5 13v3.5h13V13',
  upload: 'M10 12.5v-9M6.5 7 10 3.5 13.5 7M3.5 13v3.5h13V13',
  print: 'M6 7V3h8v4M6 14H3.5V7h13v7H14M6 11.5h8V17H6z',
  filter: 'M3.5 4h13l-5 6v5l-3 1.5V10z',
  sort: 'M6 4v12M3.5 13.5 6 16l2.5-2.5M14 16V4M11.5 6.5 14 4l2.5 2.5',
  warning: 'M10 3.5 17.5 16.5h-15zM10 8.5v3.5M10 14.2h.1',
  info: 'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM10 9.2v4.3M10 6.5h.1',
  help: 'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM8 8.2a2 2 0 1 1 2.9 1.8c-.6.3-.9.7-.9 1.5M10 13.8h.1',
  eye: 'M2 10c2-3.7 4.8-5.5 8-5.5s6 1.8 8 5.5c-2 3.7-4.8 5.5-8 5.5S4 13.7 2 10zM10 12.3a2.3 2.3 0 1 0 0-4.6 2.3 2.3 0 0 0 0 4.6z',
  eyeOff:
    'M3.5 3.5l13 13M2 10c2-3.7 4.8-5.5 8-5.5s6 1.8 8 5.5c-2 3.7-4.8 5.5-8 5.5S4 13.7 2 10zM10 12.3a2.3 2.3 0 1 0 0-4.6 2.3 2.3 0 0 0 0 4.6z',
  clock: 'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM10 6v4.3l2.8 1.6',
  calendar: 'M3.5 5h13v11.5h-13zM3.5 8.5h13M7 3v3.5M13 3v3.5',
  bell: 'M5 13.5c1-1 1.3-2.3 1.3-4.5a3.7 3.7 0 0 1 7.4 0c0 2.2.3 3.5 1.3 4.5zM8.5 16a1.6 1.6 0 0 0 3 0',
  copy: 'M7 7h9.5v9.5H7zM13 7V3.5H3.5V13H7',
  duplicate: 'M8 3.5h8.5v9.5H8zM5.5 6.5h-2v10h8.5v-1.5',
  overlap: 'M3.5 3.5h9v9h-9zM7.5 7.5h9v9h-9z',
  edit: 'M4 16l.7-3.5L13 4.2l2.8 2.8-8.3 8.3zM11.5 5.7l2.8 2.8',
  trash: 'M4 5.5h12M7.5 5.5v-2h5v2M5.5 5.5l.7 11h7.6l.7-11M8.5 8.5v5M11.5 8.5v5',
  refresh: 'M16 10a6 6 0 1 1-1.8-4.3L16 7.5M16 3.5v4h-4',
  pause: 'M7 4.5v11M13 4.5v11',
  play: 'M6 4l9.5 6L6 16z',
  undo: 'M7 4 3.5 7.5 7 11M3.5 7.5H12a4 4 0 0 1 0 8H8',
  history: 'M4.5 10a5.7 5.7 0 1 1 1.8 4.2M4.5 10 2.8 8M4.5 10l2-1.8M10.3 7v3.3l2.4 1.4',
  link: 'M8.5 11.5l3-3M9.5 6l1.8-1.8a3.2 3.2 0 0 1 4.5 4.5L14 10.5M10.5 14l-1.8 1.8a3.2 3.2 0 0 1-4.5-4.5L6 9.5',
  external: 'M8 4.5H4v11.5h11.5V12M11.5 3.5h5v5M16.5 3.5 9.5 10.5',
  attachment:
    'M15.5 9.5l-5.7 5.7a3.3 3.3 0 0 1-4.7-4.7l6-6a2.3 2.3 0 0 1 3.3 3.3l-5.8 5.8a1.2 1.2 0 0 1-1.7-1.7l5.1-5.2',
  send: 'M3.5 9.5 16.5 3.5 12 16.5l-2.5-5.5z',
  table: 'M3 4h14v12H3zM3 8h14M3 12h14M8 4v12',
  chart: 'M3.5 3.5v13h13M6.5 13l3-4 2.5 2 4-5.5',
  offline:
    'M3 3l14 14M2.5 8a11 11 0 0 1 4-2.4M17.5 8A11 11 0 0 0 9.8 5M5 11a7 7 0 0 1 3-1.7M15 11a7 7 0 0 0-1.5-1M10 15h.1',
  more: 'M5 10h.1M10 10h.1M15 10h.1',
  menu: 'M3.5 5.5h13M3.5 10h13M3.5 14.5h13',
  fold: 'M3.5 4h13v12h-13zM8 4v12M13.5 8l-2 2 2 2',
  unfold: 'M3.5 4h13v12h-13zM8 4v12M11.5 8l2 2-2 2',
} as const;

export type IconName = keyof typeof paths;

interface IconProps {
  name: IconName;
  /** Edge in em of the text around it; 1.25 by default. */
  size?: number;
  /** Says what the icon means where no text does; without it the icon is hidden from readers. */
  label?: string;
  className?: string | undefined;
}

export function Icon({ name, size = 1.25, label, className }: IconProps) {
  return (
    <svg
      viewBox="0 0 20 20"
      width={`${size}em`}
      height={`${size}em`}
      fill="none"
      stroke="currentColor"
      strokeWidth={1.5}
      strokeLinecap="round"
      strokeLinejoin="round"
      focusable="false"
      className={className}
      style={{ flex: 'none', display: 'inline-block', verticalAlign: '-0.22em' }}
      {...(label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label })}
    >
      <path d={paths[name]} />
    </svg>
  );
}

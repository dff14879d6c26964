import { create } from 'qrcode';
import { useMemo } from 'react';

interface QrPictureProps {
  text: string;
  /** What scanning it does. */
  label: string;
}

const quietZone = 4;

/** A QR code as a drawing of ours: dark on white in both colour schemes, as cameras want it. */
export function QrPicture({ text, label }: QrPictureProps) {
  const { size, path } = useMemo(() => {
    const { modules } = create(text, { errorCorrectionLevel: 'M' });
    const dark = Array.from(modules.data, (bit, index) => (bit ? index : -1)).filter((index) => index >= 0);
    const squares = dark.map(
      (index) => `M${index % modules.size} ${Math.floor(index / modules.size)}h1v1h-1z`,
    );
    return { size: modules.size, path: squares.join('') };
  }, [text]);
  const edge = size + 2 * quietZone;
  return (
    <svg
      viewBox={`${-quietZone} ${-quietZone} ${edge} ${edge}`}
      width="11rem"
      height="11rem"
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <rect x={-quietZone} y={-quietZone} width={edge} height={edge} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}

// A QR code as a drawing: dark on white in every theme, with the quiet edge that readers need.
import { encode } from 'uqr';

/** Modules left white around the code (ISO/IEC 18004, 5.3.8). */
const QUIET = 4;

interface Props {
  /** What a reader gets. */
  readonly value: string;
  /** Says to those who listen what the code leads to. */
  readonly label: string;
  readonly className?: string | undefined;
}

export function QrCode({ value, label, className }: Props) {
  const { data, size } = encode(value, { ecc: 'M', border: QUIET });
  const dark = data.flatMap((row, y) => row.flatMap((on, x) => (on ? [`M${x} ${y}h1v1h-1z`] : [])));
  return (
    <svg
      className={className}
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={dark.join('')} fill="#000" />
    </svg>
  );
}

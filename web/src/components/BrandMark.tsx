// The product's mark: points linked to one centre.
export function BrandMark({ size = 32 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 64 64" aria-hidden="true" focusable="false">
      <rect width="64" height="64" rx="14" fill="#0b3a4a" />
      <path
        d="M32 32 14 18M32 32l18-14M32 32v20M32 32 12 40M32 32l20 8"
        fill="none"
        stroke="#d9a441"
        strokeWidth="4"
        strokeLinecap="round"
      />
      <circle cx="32" cy="32" r="9" fill="#f3ead6" />
      {[
        [13, 17],
        [51, 17],
        [32, 53],
        [11, 41],
        [53, 41],
      ].map(([x, y]) => (
        <circle key={`${x}-${y}`} cx={x} cy={y} r="5" fill="#f3ead6" />
      ))}
    </svg>
  );
}

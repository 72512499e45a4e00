// The frame of every page one sees before being somebody: brand on one side, one thing to do on the other.
import type { ReactNode } from 'react';
import { BrandMark } from '../../components/BrandMark';
import { LanguageSwitch, ThemeSwitch } from '../../components/Switches';
import { useT } from '../../i18n';
import classes from './Door.module.css';

interface Props {
  readonly title: string;
  readonly lead?: string;
  readonly wide?: boolean;
  readonly children: ReactNode;
}

export function Door({ title, lead, wide = false, children }: Props) {
  const t = useT();
  return (
    <div className={classes.door}>
      <header className={classes.side}>
        <PointsArt />
        <div className={classes.brand}>
          <BrandMark size={44} />
          <span>{t('common.tagline')}</span>
        </div>
        <div className={classes.words}>
          <p className={classes.line}>{t('signin.doorLine')}</p>
          <p className={classes.foot}>{t('signin.doorFoot')}</p>
        </div>
      </header>
      <main className={classes.main}>
        <div className={classes.tools}>
          <LanguageSwitch />
          <ThemeSwitch />
        </div>
        <div className={`${classes.content} ${wide ? classes.wide : ''}`}>
          <h1 className={classes.title}>{title}</h1>
          {lead && <p className={classes.lead}>{lead}</p>}
          {children}
        </div>
      </main>
    </div>
  );
}

const CENTRE = { x: 330, y: 330 };

/** Twenty-four points around one, spread by the golden angle so that no two lines fall together. */
const POINTS = Array.from({ length: 24 }, (_, index) => {
  const angle = index * 2.399963;
  const radius = 95 + 44 * Math.sqrt(index) + (index % 3) * 16;
  return {
    x: Math.round(CENTRE.x + radius * Math.cos(angle)),
    y: Math.round(CENTRE.y + radius * Math.sin(angle)),
  };
});

function PointsArt() {
  return (
    <svg
      className={classes.art}
      viewBox="0 0 660 660"
      preserveAspectRatio="xMidYMid slice"
      aria-hidden="true"
    >
      {POINTS.map((point, index) => (
        <g key={`${point.x}-${point.y}`}>
          <line className={classes.thread} x1={point.x} y1={point.y} x2={CENTRE.x} y2={CENTRE.y} />
          {index % 4 === 0 && (
            <line
              className={classes.pulse}
              x1={point.x}
              y1={point.y}
              x2={CENTRE.x}
              y2={CENTRE.y}
              style={{ animationDelay: `${index * -1.3}s` }}
            />
          )}
          <circle
            className={classes.point}
            cx={point.x}
            cy={point.y}
            r={3 + (index % 3)}
            opacity={0.35 + (index % 4) * 0.12}
          />
        </g>
      ))}
      <circle cx={CENTRE.x} cy={CENTRE.y} r="11" fill="#dfad33" />
      <circle
        cx={CENTRE.x}
        cy={CENTRE.y}
        r="22"
        fill="none"
        stroke="#dfad33"
        strokeWidth="1.5"
        opacity="0.6"
      />
    </svg>
  );
}

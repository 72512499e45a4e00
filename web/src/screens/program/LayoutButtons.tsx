// The layouts as buttons with a small drawing of each.
import { UnstyledButton } from '@mantine/core';
import type { SceneLayout } from '../../api/view/program';
import { useT } from '../../i18n';
import classes from './LayoutButtons.module.css';

export const LAYOUTS: readonly SceneLayout[] = ['speaker', 'speaker_page', 'page_chair', 'dialogue', 'grid'];

type Box = readonly [x: number, y: number, width: number, height: number, kind: 'face' | 'page'];

const GRID: readonly Box[] = [0, 1, 2].flatMap((row) =>
  [0, 1, 2].map((column) => [2 + column * 15, 2 + row * 9, 13, 7, 'face'] as const),
);
const DRAWINGS: Readonly<Record<SceneLayout, readonly Box[]>> = {
  speaker: [[2, 2, 44, 25, 'face']],
  speaker_page: [
    [2, 7, 21, 14, 'face'],
    [26, 2, 20, 25, 'page'],
  ],
  page_chair: [
    [2, 2, 11, 8, 'face'],
    [16, 2, 30, 25, 'page'],
  ],
  dialogue: [
    [2, 6, 21, 17, 'face'],
    [25, 6, 21, 17, 'face'],
  ],
  grid: GRID,
};

function Drawing({ layout }: { layout: SceneLayout }) {
  return (
    <svg viewBox="0 0 48 29" className={classes.drawing} aria-hidden="true">
      {DRAWINGS[layout].map(([x, y, width, height, kind]) => (
        <g key={`${x} ${y}`} data-kind={kind}>
          <rect x={x} y={y} width={width} height={height} rx="1.5" />
          {kind === 'face' ? (
            <>
              <circle cx={x + width / 2} cy={y + height * 0.4} r={height * 0.17} />
              <path
                d={`M${x + width / 2 - height * 0.3} ${y + height} a${height * 0.3} ${height * 0.36} 0 0 1 ${height * 0.6} 0z`}
              />
            </>
          ) : (
            [0.2, 0.36, 0.52, 0.68].map((at) => (
              <line key={at} x1={x + 3} x2={x + width - 3} y1={y + height * at} y2={y + height * at} />
            ))
          )}
        </g>
      ))}
    </svg>
  );
}

interface Props {
  readonly value: SceneLayout;
  readonly onChoose: (layout: SceneLayout) => void;
}

export function LayoutButtons({ value, onChoose }: Props) {
  const t = useT();
  return (
    <fieldset className={classes.row} aria-label={t('program.layouts')}>
      {LAYOUTS.map((layout, index) => (
        <UnstyledButton
          key={layout}
          className={classes.button}
          aria-pressed={value === layout}
          aria-keyshortcuts={String(index + 1)}
          onClick={() => onChoose(layout)}
        >
          <Drawing layout={layout} />
          <span className={classes.label}>
            <kbd className={classes.key}>{index + 1}</kbd> {t(`program.scene.${layout}`)}
          </span>
        </UnstyledButton>
      ))}
    </fieldset>
  );
}

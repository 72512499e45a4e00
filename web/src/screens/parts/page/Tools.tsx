// The presenter's tools beside the page: pointer, pen, zoom for everyone. Shown to who may use them.
import { ActionIcon, Tooltip } from '@mantine/core';
import {
  IconArrowBackUp,
  IconClick,
  IconEraser,
  IconPencil,
  IconZoomIn,
  IconZoomOut,
  IconZoomReset,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useT } from '../../../i18n';
import { useObservable } from '../../../lib/observable';
import { WHOLE, zoomed } from '../../../papers/marks';
import { useMeetingView, useSeat } from '../../../stores/SeatProvider';
import { useKeyTable } from '../Keys';
import classes from './Page.module.css';
import { TINTS, type Tool } from './tools';
import { usePageAids } from './usePen';

const STEP = 1.5;

interface Props {
  readonly tool: Tool;
  readonly onTool: (tool: Tool) => void;
  readonly tint: number;
  readonly onTint: (tint: number) => void;
}

export function Tools({ tool, onTool, tint, onTint }: Props) {
  const t = useT();
  const { meeting } = useSeat();
  const { me } = useMeetingView();
  const { zoom, strokes } = useObservable(meeting.aids);
  const aids = usePageAids();
  const presents = me.may_present;
  const region = zoom ?? WHOLE;
  const take = (wanted: Tool) => () => onTool(tool === wanted ? 'none' : wanted);
  const deepen = (factor: number) => () => aids.zoomTo(zoomed(region, factor));
  const inked = strokes.some(({ seat }) => presents || seat === me.seat);
  useKeyTable([
    { keys: ['J'], does: 'page.pointer', run: presents ? take('pointer') : undefined },
    { keys: ['I'], does: 'page.pen', run: take('pen') },
    { keys: ['U'], does: 'page.undo', run: inked ? aids.undo : undefined },
    { keys: ['Z'], does: 'page.zoomIn', run: presents ? deepen(STEP) : undefined },
    { keys: ['O'], does: 'page.zoomOut', run: presents && zoom ? deepen(1 / STEP) : undefined },
  ]);
  return (
    <div className={classes.tools} role="toolbar" aria-label={t('page.tools')}>
      {presents && (
        <ToolButton
          name={t('page.pointer')}
          letter="J"
          pressed={tool === 'pointer'}
          onClick={take('pointer')}
        >
          <IconClick size={20} />
        </ToolButton>
      )}
      <ToolButton name={t('page.pen')} letter="I" pressed={tool === 'pen'} onClick={take('pen')}>
        <IconPencil size={20} />
      </ToolButton>
      {tool === 'pen' &&
        TINTS.map((one) => (
          <ToolButton
            key={one}
            name={t('page.tint', { name: t(`page.tint.${one}`) })}
            pressed={tint === one}
            onClick={() => onTint(one)}
          >
            <span className={classes.tint} data-tint={one} />
          </ToolButton>
        ))}
      {inked && (
        <>
          <ToolButton name={t('page.undo')} letter="U" onClick={aids.undo}>
            <IconArrowBackUp size={20} />
          </ToolButton>
          <ToolButton name={t('page.clear')} onClick={aids.clear}>
            <IconEraser size={20} />
          </ToolButton>
        </>
      )}
      {presents && (
        <>
          <ToolButton name={t('page.zoomOut')} letter="O" disabled={!zoom} onClick={deepen(1 / STEP)}>
            <IconZoomOut size={20} />
          </ToolButton>
          <ToolButton name={t('page.zoomIn')} letter="Z" onClick={deepen(STEP)}>
            <IconZoomIn size={20} />
          </ToolButton>
          {zoom && (
            <ToolButton name={t('page.zoomWhole')} onClick={() => aids.zoomTo(WHOLE)}>
              <IconZoomReset size={20} />
            </ToolButton>
          )}
        </>
      )}
    </div>
  );
}

interface ButtonProps {
  readonly name: string;
  readonly letter?: string;
  readonly pressed?: boolean;
  readonly disabled?: boolean;
  readonly onClick: () => void;
  readonly children: ReactNode;
}

function ToolButton({ name, letter, pressed, disabled = false, onClick, children }: ButtonProps) {
  return (
    <Tooltip label={letter ? `${name} (${letter})` : name}>
      <ActionIcon
        className={classes.button ?? ''}
        variant={pressed ? 'filled' : 'subtle'}
        color={pressed ? undefined : 'gray'}
        aria-label={name}
        aria-pressed={pressed}
        disabled={disabled}
        onClick={onClick}
      >
        {children}
      </ActionIcon>
    </Tooltip>
  );
}

// The reader's name, office and the time, moving slowly over a marked page; drawn on a canvas, no text to take away.
import { useReducedMotion } from '@mantine/hooks';
import { useEffect, useRef } from 'react';
import { useLanguage } from '../../i18n';
import { formatTime } from '../../lib/format';
import type { Size } from '../../papers/drawing';
import { spotAt } from '../../papers/marked/watermark';
import classes from './Watermark.module.css';

interface Props {
  readonly lines: readonly string[];
  /** The field the page lies in, CSS pixels. */
  readonly field: Size;
}

const EVERY_MS = 1_000;

export function Watermark({ lines, field }: Props) {
  const { language } = useLanguage();
  const still = useReducedMotion();
  const canvas = useRef<HTMLCanvasElement>(null);
  const { width, height } = field;
  const text = lines.join('\n');
  useEffect(() => {
    const show = () => {
      const now = new Date();
      const target = canvas.current;
      if (!target) return;
      const size = write(
        target,
        [...text.split('\n'), `${formatTime(now.toISOString(), language, true)}`],
        width,
      );
      const { x, y } = spotAt(now.getTime(), { width, height }, size, still);
      target.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`;
    };
    show();
    const timer = setInterval(show, EVERY_MS);
    return () => clearInterval(timer);
  }, [text, width, height, still, language]);
  return (
    <div aria-hidden="true">
      <canvas ref={canvas} className={classes.mark} data-still={still || undefined} />
    </div>
  );
}

/** Letters as large as the field asks for, smaller where the longest line would not fit. */
function fitting(pen: CanvasRenderingContext2D, lines: readonly string[], field: number) {
  const wanted = Math.max(13, Math.min(34, field / 38));
  const face = (letter: number) => `600 ${letter}px "Be Vietnam Pro", sans-serif`;
  pen.font = face(wanted);
  const longest = Math.max(...lines.map((line) => pen.measureText(line).width)) + wanted;
  const letter = wanted * Math.min(1, (field * 0.94) / longest);
  return { letter, width: Math.ceil((longest * letter) / wanted), font: face(letter) };
}

/** Writes the lines in letters that fit the field, dark with a light rim so that they show on any page. */
function write(target: HTMLCanvasElement, lines: readonly string[], field: number): Size {
  const density = window.devicePixelRatio || 1;
  const pen = target.getContext('2d');
  if (!pen) return { width: 0, height: 0 };
  const { letter, width, font } = fitting(pen, lines, field);
  const height = Math.ceil(lines.length * letter * 1.35 + letter * 0.6);
  target.width = Math.round(width * density);
  target.height = Math.round(height * density);
  target.style.width = `${width}px`;
  target.style.height = `${height}px`;
  pen.scale(density, density);
  pen.font = font;
  pen.textBaseline = 'top';
  pen.lineJoin = 'round';
  pen.lineWidth = letter / 6;
  pen.strokeStyle = 'rgb(255 255 255 / 45%)';
  pen.fillStyle = 'rgb(140 16 16 / 40%)';
  for (const [number, line] of lines.entries()) {
    const y = letter * 0.3 + number * letter * 1.35;
    pen.strokeText(line, letter / 2, y);
    pen.fillText(line, letter / 2, y);
  }
  return { width, height };
}

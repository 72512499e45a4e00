// Who is seen: name, office or hall, and on what they speak. Letters grow with the picture they lie on.
import type { ThirdLine } from '../../../api/view/program';
import { useT } from '../../../i18n';
import classes from './LowerThird.module.css';

export function LowerThird({ line, speaking }: { line: ThirdLine; speaking: boolean }) {
  const t = useT();
  return (
    <span className={classes.third} data-speaking={speaking || undefined}>
      {line.label !== '' && <span className={classes.label}>{t(`program.label.${line.label}`)}</span>}
      <strong className={classes.name}>{line.line1}</strong>
      {line.line2 && <span className={classes.office}>{line.line2}</span>}
      {line.topic && <span className={classes.topic}>{line.topic}</span>}
    </span>
  );
}

// How far a paper's file is, and what to know of it, as sentences. Pure.
import type { PaperFile } from '../api/papers';
import type { Key, Translate } from '../i18n';

const FLAGS: Readonly<Record<string, Key>> = {
  javascript: 'uploads.flag_javascript',
  open_action: 'uploads.flag_open_action',
  launch: 'uploads.flag_launch',
  embedded_files: 'uploads.flag_embedded_files',
  external_links: 'uploads.flag_external_links',
  recognised: 'uploads.flag_recognised',
  says_confidential: 'secrecy.flagConfidential',
  says_higher: 'secrecy.flagHigher',
};

/** At what the server is with a file that is being checked. */
export function stageText(file: Pick<PaperFile, 'stage' | 'progress'>, t: Translate): string {
  const percent = Math.round(file.progress);
  switch (file.stage) {
    case 'converting':
      return percent > 0 ? t('uploads.convertingPercent', { percent }) : t('uploads.converting');
    case 'checking':
      return t('uploads.checking', { percent });
    case 'recognising':
      return t('uploads.recognising', { percent });
    case 'storing':
      return t('uploads.storing');
    default:
      return t('uploads.waiting');
  }
}

/** What officers should know of a file's content, or an empty text. */
export function flagsText(flags: readonly string[] | undefined, t: Translate): string {
  const known = (flags ?? []).flatMap((flag) => (FLAGS[flag] ? [t(FLAGS[flag])] : []));
  return known.length > 0 ? t('uploads.flags', { flags: known.join('; ') }) : '';
}

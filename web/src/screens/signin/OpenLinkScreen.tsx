// Holds the address until its screen is written.
import { PageShell } from '../../components/PageShell';

export default function OpenLinkScreen() {
  return <PageShell>{null}</PageShell>;
}

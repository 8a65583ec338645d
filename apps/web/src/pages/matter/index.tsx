import { useNavigate, useParams } from 'react-router';
import { Matter } from '../../parts/matter/matter.js';

/** A matter on a page of its own, such as from a message. */
export function Component() {
  const { instance = '', item } = useParams();
  const navigate = useNavigate();
  return <Matter instance={instance} item={item ?? null} onDone={() => void navigate('/todo')} isWhole />;
}

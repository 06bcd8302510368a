import { useRead } from '../api/queries';

/** The foot of every paper that is printed here: the newest checkpoint of the log leaves the system with it (docs/evidence.md). Nothing while nothing is signed. */
export function PrintedFoot() {
  const { data } = useRead('latestCheckpoint');
  return data ? <p className="checkpoint">日志检查点 {data.printed.text}</p> : null;
}

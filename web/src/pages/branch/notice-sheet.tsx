import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { type NoticeOf, noticeWords } from '../../../../domain/occasions/notice-words';
import { PrintedFoot } from '../../ui/printed-foot';

interface Props extends NoticeOf {
  /** It hangs on the portal as well. */
  readonly isPublic: boolean;
}

/** The sheet that hangs on the board, A4: the same words as on the public's page. */
export function NoticeSheet({ isPublic, ...notice }: Props) {
  const { t } = useTranslation();
  const { opening, names, period, how, contact, unit, day } = noticeWords(notice, isPublic ? 'portal' : 'office');
  return (
    <>
      <p className="no-print">
        <Button onClick={() => print()}>{t('app.print')}</Button>
      </p>
      <article className="sheet" lang="zh-CN">
        <h2>公示</h2>
        <p className="body">{opening}</p>
        <ul>
          {names.map((name) => (
            <li key={name}>{name}</li>
          ))}
        </ul>
        <p className="body">
          {period}
          {how}
        </p>
        {contact && <p className="body">{contact}</p>}
        <p className="sign">
          {unit}
          <br />
          {day}
        </p>
        <PrintedFoot />
      </article>
    </>
  );
}

import { useParams } from '@tanstack/react-router';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useRead } from '../../api/queries';
import { Loaded } from '../../ui/loading';
import { Page } from '../../ui/page';
import { To } from '../../ui/to';

/** The slip that is pasted into a certificate: number, check code, QR code. Chinese, as the certificate is. */
export function Certificate() {
  const { id } = useParams({ strict: false }) as { id: string };
  const { t } = useTranslation();
  const found = useRead('readCertificate', { params: { id } });
  return (
    <Page title={t('certificate.print')} aside={<To href={`/cases/${id}`}>{t('case.back')}</To>}>
      <Loaded of={found}>
        {(certificate) => (
          <>
            <p className="no-print">{t('certificate.printHow')}</p>
            <article className="sheet slip" lang="zh-CN">
              <img src={`data:image/svg+xml,${encodeURIComponent(certificate.qr)}`} alt={certificate.address} width={150} height={150} />
              <div>
                <h2>团员证</h2>
                <p>
                  {certificate.name}　{certificate.unit}
                </p>
                <p>
                  编号 <strong>{certificate.number}</strong>
                </p>
                <p>
                  核对码 <span className="code">{certificate.code}</span>
                </p>
                <p className="small">{certificate.on} 核发。扫码只显示是否有效。</p>
              </div>
            </article>
            <p className="no-print">
              <Button onClick={() => print()}>{t('app.print')}</Button>
            </p>
          </>
        )}
      </Loaded>
    </Page>
  );
}

import QRCode from 'antd/es/qr-code';
import { useTranslation } from 'react-i18next';

/** A square for a camera, black on white in both themes. */
export default function SquareCode({ value, size = 160 }: { readonly value: string; readonly size?: number }) {
  const { t } = useTranslation();
  return (
    <QRCode
      value={value}
      type="svg"
      color="#000"
      bgColor="#fff"
      size={size}
      errorLevel={value.length > 300 ? 'L' : 'M'}
      aria-label={t('app.square')}
    />
  );
}

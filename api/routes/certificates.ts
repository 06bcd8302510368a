import { seatsIn } from '../../domain/authority/seats';
import { refuse } from '../../domain/case/refusal';
import { certificateRoutes } from '../../domain/contract/certificates';
import { certificateOf, checkCodeOf, isCertificate } from '../../records/certificates';
import type { ApiDeps, Casework } from '../deps';
import { lawful } from '../lawful';
import { moduleOf } from '../module';
import { originOf } from '../origin';
import { forbidden, Refused } from '../problem';
import { qrSvg } from '../qr';

const HANDS_OUT = ['applicant', 'branch-secretary', 'committee-officer'];

export const certificates = ({ config, database: { pool }, vault }: ApiDeps, { desk }: Casework) =>
  moduleOf(certificateRoutes, {
    readCertificate: async ({ params, who, found: read, request }) => {
      const { place, names } = await lawful(desk.read(who, params.id, read));
      if (!seatsIn(who, place).some((seat) => HANDS_OUT.includes(seat)))
        throw forbidden(
          '团员证核对码只给团员本人、支部书记和团委组织干事',
          'The check code is for the member, the secretary and the officer',
        );
      const certificate = await certificateOf(pool, params.id);
      if (!certificate)
        throw new Refused(
          refuse('no-certificate', '还没有核发团员证, 或团员证已作废', 'No certificate has been issued, or it is void', [
            '完成建档并核发编号后再打印',
            'Print it once the file is complete and a number has been issued',
          ]),
        );
      const code = checkCodeOf(vault, certificate.number);
      // After the #: a browser sends it to no server, and it stays out of every log.
      const address = `${originOf(config, request)}/check#${encodeURIComponent(certificate.number)}/${code}`;
      return { ...certificate, name: names.subject ?? '', unit: names.unit, code, address, qr: await qrSvg(address) };
    },

    checkCertificate: async ({ body }) => ({ valid: await isCertificate(pool, vault, body.number, body.code) }),
  });

import { refuse } from '../domain/case/refusal';
import { Refused } from './problem';

export const failed = () =>
  new Refused(
    refuse('sign-in-failed', '登录名、密码或动态码不正确', 'The login, the password or the code is not right', [
      '核对后重试, 动态码只用一次, 请等下一个; 忘记密码请支部书记或管理员重新发放激活单',
      'Try again with the next code (each works once); if the password is lost, ask for a new activation slip',
    ]),
  );

/** Of somebody who is signed in and changes the password. */
export const wrongPassword = new Refused(
  refuse(
    'forbidden',
    '当前密码不正确',
    'The current password is not right',
    [
      '重新输入当前密码; 忘记的, 请支部书记或管理员重新发放激活单',
      'Type the current password again; if it is lost, ask for a new activation slip',
    ],
    { pointer: '/current' },
  ),
);

export const samePassword = new Refused(
  refuse(
    'same-password',
    '新密码与当前密码相同',
    'The new password is the current one',
    ['换一个没有用过的密码', 'Choose another password'],
    { pointer: '/next' },
  ),
);

export const locked = (ms: number) => {
  const seconds = Math.ceil(ms / 1000);
  return new Refused(
    refuse('locked', '连续失败次数过多，已暂时锁定', 'Too many failures, locked for a while', [
      `${seconds} 秒后再试`,
      `Try again after ${seconds} seconds`,
    ]),
    {
      headers: { 'retry-after': String(seconds) },
    },
  );
};

export const factorRequired = () =>
  new Refused(
    refuse(
      'second-factor-required',
      '此账号已启用第二因素, 请再填写动态码',
      'This account has a second factor: the code is asked as well',
      ['在 factor 中填写验证器上的六位动态码, 或一个恢复码', 'Give factor: the six digits of the authenticator, or a recovery code'],
      { pointer: '/factor' },
    ),
  );

export const badCode = (pointer = '/code') =>
  new Refused(
    refuse(
      'bad-code',
      '动态码不正确, 或已用过',
      'The code is not right, or was used before',
      [
        '等验证器换下一个动态码再试; 手机时间应自动校准; 也可用一个恢复码',
        'Wait for the next code; let the phone set its clock by itself; or use a recovery code',
      ],
      { pointer },
    ),
  );

export const noFactor = () =>
  new Refused(
    refuse('no-second-factor', '此账号没有启用第二因素', 'This account has no second factor', [
      '先办理启用: POST /api/me/second-factor',
      'Enrol one first: POST /api/me/second-factor',
    ]),
  );

export const stepUpRequired = () =>
  new Refused(
    refuse(
      'step-up-required',
      '此项为重要操作, 须在五分钟内再次验证动态码',
      'This act asks for the second factor within the last five minutes',
      [
        'POST /api/session/step-up {"code"}, 然后用新的令牌再提交',
        'POST /api/session/step-up {"code"}, then send it again with the new token',
      ],
    ),
  );

export const factorMissingProblem = () =>
  new Refused(
    refuse('second-factor-missing', '你的岗位须先启用第二因素才能办理', 'Your role asks for a second factor before anything is done', [
      'POST /api/me/second-factor; 纪检监督人员先向机构负责人领取登记单',
      'POST /api/me/second-factor; inspectors get a permit from the head of their office first',
    ]),
  );

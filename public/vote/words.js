/* What the voter's page says, by the Chinese: a sentence without English is shown in Chinese. */
globalThis.tuanwuWords = {
  投票: 'Vote',
  输入纸条上的投票码: 'Type the code on your slip',
  下一步: 'Next',
  '投票码不记名, 一码一票。': 'The code carries no name; one code, one vote.',
  '投票码为 18 位字母和数字, 请核对': 'A code has 18 letters and digits: please check',
  '下一步: 核对': 'Next: check',
  核对选票: 'Check your paper',
  未标记: 'Not marked',
  另选他人: 'Somebody else',
  '投出后不能更改。选票在本机密封, 投票结束前任何人都打不开。':
    'It cannot be changed once cast. It is sealed on this phone; nobody can open it before the end.',
  返回修改: 'Change it',
  正在投票: 'Casting',
  '为保护你的秘密, 选票会等待片刻 (最长 30 秒) 再投入票箱。请不要关闭本页。':
    'Your ballot waits up to 30 seconds, to keep your secret. Do not close this page.',
  没有投出: 'Not cast',
  还没有投出: 'Not cast yet',
  重试: 'Try again',
  已投入票箱: 'In the box',
  '这是你的回执。结束后可凭它查明你的票已计入; 它不显示你怎样投票。':
    'Your receipt. When the vote is counted it proves that yours is in, not what it says.',
  '可截图或抄下, 本页不保存。': 'Write it down or take a picture; this page keeps nothing.',
  '计票以后, 打开同一网址, 输入回执, 就能查明你的票已计入。': 'After the count, open the same address and type the receipt.',
  不能投票: 'You cannot vote here',
  网址不完整: 'The address is not complete',
  '从这个网址看不出是哪一次投票。': 'This address does not say which vote it is.',
  '请扫描纸条上的二维码, 或照纸条上的网址完整输入。没有纸条的, 请向会议工作人员领取。':
    'Scan the square on your slip, or type the whole address that stands on it. Without a slip, ask the staff of the meeting.',
  '选票要在本机密封, 需要 HTTPS 网址和较新的浏览器。请告诉会议工作人员, 或使用纸质票。':
    'The paper is sealed on this phone, which needs an HTTPS address and a recent browser. Tell the staff, or use paper.',
  '投票还没有开始, 宣布以后本页会自动继续, 请不要关闭。':
    'The vote has not begun. This page goes on by itself when it does; leave it open.',
  '投票已经结束。如认为有误, 请当场向监票人提出。': 'The vote is over. If something is wrong, tell the scrutineer now.',
  '这是远程投票, 请从领取票权时的链接进入。': 'This is a vote from afar: use the link that you got when you drew your right.',
  '网络不通, 请检查网络后重试': 'The network is away; try again when it is back',
  '查一查: 我的票计入了吗': 'Is mine in?',
  回执: 'Receipt',
  '回执为 64 位, 请完整输入': 'A receipt has 64 characters: type all of it',
  查询: 'Look',
  '已计入: 你的票在公布的清单中。': 'It is in: your ballot is on the published list.',
  '没有找到这张回执。请核对; 确认无误的, 请向监票人提出。':
    'This receipt is not on the list. Check it; if it is right, tell the scrutineer.',
  '不作标记为弃权。': 'Not marked is an abstention.',
  赞成: 'For',
  反对: 'Against',
  弃权: 'Abstain',
  推荐: 'Recommend',
  同意: 'Agree',
  不同意: 'Disagree',
  缓议: 'Defer',
};

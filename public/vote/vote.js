/*
 * The voter's page. Booth from the path, code or drawn right from the fragment (which is never sent), the choice sealed here before it leaves.
 * Nothing is stored: no cookie, no local storage; what was in the fragment leaves the address bar as soon as it is read.
 */
(() => {
  const page = document.getElementById('page');
  const booth = location.pathname.split('/')[2] ?? '';
  /** At most so long a ballot waits, so that the order of arrival is not the order of voting. */
  const LONGEST_WAIT_MS = 30_000;
  const NAMING = { election: 'for', recommendation: 'recommend' };

  const element = (tag, attributes = {}, ...children) => {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (name === 'onclick' || name === 'onsubmit') made.addEventListener(name.slice(2), value);
      else if (value !== undefined && value !== false) made.setAttribute(name, value === true ? '' : value);
    }
    made.append(...children);
    return made;
  };
  /** Kept in the page alone, like everything here. */
  let language = (navigator.language ?? '').startsWith('en') ? 'en' : 'zh';
  const say = (zh) => (language === 'en' ? (tuanwuWords[zh] ?? zh) : zh);
  const note = (zh) => element('p', {}, say(zh));

  /** The view once more, in the other language; what was filled in goes along. */
  let again = () => undefined;
  const speak = (to) => {
    language = to;
    document.documentElement.lang = to === 'en' ? 'en' : 'zh-CN';
    again();
  };
  const other = () =>
    language === 'en'
      ? element('button', { type: 'button', class: 'tongue', lang: 'zh-CN', onclick: () => speak('zh') }, '中文')
      : element('button', { type: 'button', class: 'tongue', lang: 'en', onclick: () => speak('en') }, 'English');

  /** A new view: its heading is read out, what is wrong first. `redraw`: how it is made again in the other language; without it, it stays. */
  const show = (redraw, title, ...children) => {
    again = redraw ?? (() => undefined);
    document.title = title;
    page.replaceChildren(...(redraw ? [other()] : []), element('h1', {}, title), ...children);
    page.focus();
    scrollTo(0, 0);
  };
  const alertOf = (text) => element('p', { class: 'alert', role: 'alert' }, text);
  const complain = (form, text) => {
    form.querySelector('.alert')?.remove();
    form.prepend(alertOf(text));
    form.querySelector('.alert').scrollIntoView();
  };

  const bytesOf = (text) => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0));
  const textOf = (bytes) =>
    btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
      .replaceAll('+', '-')
      .replaceAll('/', '_')
      .replaceAll('=', '');

  /** Without cookies: whoever is signed in elsewhere on this phone votes as nobody all the same. */
  const ask = async (path, body) => {
    const answer = await fetch(`/api/public/booths/${encodeURIComponent(booth)}${path}`, {
      method: body ? 'POST' : 'GET',
      credentials: 'omit',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
      headers: { 'accept-language': language === 'en' ? 'en' : 'zh-CN', ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    });
    const said = await answer.json();
    if (!answer.ok) throw Object.assign(new Error(said.code), { said });
    return said;
  };
  const why = (error) => (error.said ? `${error.said.detail}。${error.said.remedy}` : say('网络不通, 请检查网络后重试'));

  const normalised = (text) => text.toUpperCase().replace(/[^0-9A-Z]/g, '');
  /** What the slip's square or the link of a drawn right brought along. */
  const rightIn = (fragment) => {
    const [, message, signature] = /^([A-Za-z0-9_-]{130,140})\.([A-Za-z0-9_-]{512})$/.exec(fragment) ?? [];
    if (message) return { message, signature };
    const code = normalised(fragment);
    return code.length === 18 ? { code } : undefined;
  };

  const askCode = (paper, problem) => {
    const input = element('input', {
      type: 'text',
      id: 'code',
      autocomplete: 'off',
      autocapitalize: 'characters',
      spellcheck: 'false',
      maxlength: '40',
    });
    const onsubmit = (event) => {
      event.preventDefault();
      const code = normalised(input.value);
      if (code.length === 18) fill(paper, { code });
      else complain(form, say('投票码为 18 位字母和数字, 请核对'));
    };
    const form = element(
      'form',
      { onsubmit },
      ...(problem ? [alertOf(problem)] : []),
      element('label', { for: 'code', class: 'field' }, say('输入纸条上的投票码')),
      input,
      element('button', { type: 'submit' }, say('下一步')),
    );
    show(() => askCode(paper, problem), paper.form.title, form, note('投票码不记名, 一码一票。'));
  };

  const limitOf = ({ seats, maxNames }) => seats ?? maxNames;

  const candidateField = ({ kind, options }, { id, label }, chosen) => {
    const type = kind === 'recommendation' ? 'checkbox' : 'radio';
    return element(
      'fieldset',
      {},
      element('legend', {}, label),
      ...options.map((option) =>
        element(
          'label',
          {},
          element('input', { type, name: id, value: option.id, checked: Object.hasOwn(chosen, id) && chosen[id] === option.id }),
          say(option.label),
        ),
      ),
    );
  };

  const read = ({ candidates }, form) => {
    const marks = {};
    for (const { id } of candidates) {
      const marked = [...form.querySelectorAll('input:checked')].find((input) => input.name === id);
      if (marked) marks[id] = marked.value;
    }
    const names = [...form.querySelectorAll('input[data-other]')].map((input) => input.value.trim()).filter((name) => name !== '');
    return { marks, names: [...new Set(names)] };
  };

  const fill = (paper, right, choice = { marks: {}, names: [] }) => {
    const { form: paperForm } = paper;
    const limit = limitOf(paperForm);
    const others = paperForm.allowOther
      ? Array.from({ length: Math.min(limit, 20) }, (_, index) => [
          element('label', { for: `other-${index}`, class: 'field' }, `${say('另选他人')} ${index + 1}`),
          element('input', {
            type: 'text',
            id: `other-${index}`,
            'data-other': true,
            maxlength: '50',
            autocomplete: 'off',
            value: choice.names[index] ?? '',
          }),
        ]).flat()
      : [];
    const onsubmit = (event) => {
      event.preventDefault();
      const made = read(paperForm, form);
      const named = Object.values(made.marks).filter((mark) => mark === NAMING[paperForm.kind]).length + made.names.length;
      if (limit !== undefined && named > limit) {
        complain(
          form,
          language === 'en'
            ? `At most ${limit}; you chose ${named}. More would void the whole paper, fewer do not`
            : `最多选 ${limit} 人, 已选 ${named} 人: 超过的整张无效, 可以少选`,
        );
        return;
      }
      confirm(paper, right, made);
    };
    const form = element(
      'form',
      { onsubmit },
      ...(limit === undefined
        ? []
        : [
            element(
              'p',
              {},
              language === 'en'
                ? `At most ${limit}; fewer are fine. Not marked is an abstention.`
                : `最多选 ${limit} 人, 可以少选。不作标记为弃权。`,
            ),
          ]),
      ...paperForm.candidates.map((candidate) => candidateField(paperForm, candidate, choice.marks)),
      ...others,
      element('button', { type: 'submit' }, say('下一步: 核对')),
    );
    show(() => fill(paper, right, read(paperForm, form)), paperForm.title, form);
  };

  const confirm = (paper, right, choice) => {
    const { candidates, options } = paper.form;
    const rows = candidates.flatMap(({ id, label }) => [
      element('dt', {}, label),
      element('dd', {}, say(options.find((option) => option.id === choice.marks[id])?.label ?? '未标记')),
    ]);
    const names = choice.names.length > 0 ? [element('dt', {}, say('另选他人')), element('dd', {}, choice.names.join('、'))] : [];
    show(
      () => confirm(paper, right, choice),
      say('核对选票'),
      element('dl', {}, ...rows, ...names),
      note('投出后不能更改。选票在本机密封, 投票结束前任何人都打不开。'),
      element('button', { type: 'button', onclick: () => send(paper, right, choice) }, say('投票')),
      element('button', { type: 'button', class: 'second', onclick: () => fill(paper, right, choice) }, say('返回修改')),
    );
  };

  const send = async (paper, right, choice) => {
    show(undefined, say('正在投票'), note('为保护你的秘密, 选票会等待片刻 (最长 30 秒) 再投入票箱。请不要关闭本页。'));
    const bytes = tuanwuSeal.paperBytes(choice.marks, choice.names, paper.size);
    const sealed = await tuanwuSeal.sealPaper(paper.id, paper.keys.map(bytesOf), bytes);
    const wait = (crypto.getRandomValues(new Uint32Array(1))[0] / 2 ** 32) * LONGEST_WAIT_MS;
    await new Promise((resolve) => setTimeout(resolve, wait));
    await cast(paper, { right, sealed: textOf(sealed) });
  };

  /** The same sealed paper, as often as it takes: the box takes it once. */
  const cast = async (paper, ballot) => {
    try {
      receipt((await ask('/ballots', ballot)).receipt);
    } catch (error) {
      if (error.said?.code === 'right-unknown' && ballot.right.code) askCode(paper, why(error));
      else if (error.said) show(undefined, say('没有投出'), alertOf(why(error)));
      else
        show(
          undefined,
          say('还没有投出'),
          alertOf(why(error)),
          element('button', { type: 'button', onclick: () => cast(paper, ballot) }, say('重试')),
        );
    }
  };

  const receipt = (text) =>
    show(
      () => receipt(text),
      say('已投入票箱'),
      note('这是你的回执。结束后可凭它查明你的票已计入; 它不显示你怎样投票。'),
      element('p', { class: 'receipt', id: 'receipt' }, text.match(/.{8}/g).join(' ')),
      note('可截图或抄下, 本页不保存。'),
      note('计票以后, 打开同一网址, 输入回执, 就能查明你的票已计入。'),
    );

  /** After the count: is mine in? It is looked up by the receipt, which says nothing of the choice. */
  const lookUp = (paper, found) => {
    const input = element('input', { type: 'text', id: 'look', autocomplete: 'off', spellcheck: 'false', maxlength: '100' });
    const onsubmit = async (event) => {
      event.preventDefault();
      const typed = input.value.toLowerCase().replace(/[^0-9a-f]/g, '');
      if (typed.length !== 64) {
        complain(form, say('回执为 64 位, 请完整输入'));
        return;
      }
      try {
        lookUp(paper, (await ask('/receipts', { receipt: typed })).counted);
      } catch (error) {
        complain(form, why(error));
      }
    };
    const form = element(
      'form',
      { onsubmit },
      element('label', { for: 'look', class: 'field' }, say('回执')),
      input,
      element('button', { type: 'submit' }, say('查询')),
    );
    const answer =
      found === undefined
        ? []
        : found
          ? [element('p', { class: 'good', role: 'status' }, say('已计入: 你的票在公布的清单中。'))]
          : [alertOf(say('没有找到这张回执。请核对; 确认无误的, 请向监票人提出。'))];
    show(() => lookUp(paper, found), paper.form.title, element('h2', {}, say('查一查: 我的票计入了吗')), ...answer, form);
  };

  /** What can be done now with what was brought along; before the vote begins the page waits for it, so that nobody types a code twice. */
  const begin = async (right) => {
    if (!window.isSecureContext || !crypto.subtle) {
      show(
        () => void begin(right),
        say('不能投票'),
        alertOf(say('选票要在本机密封, 需要 HTTPS 网址和较新的浏览器。请告诉会议工作人员, 或使用纸质票。')),
      );
      return;
    }
    const paper = await ask('');
    if (paper.status === 'drawing') wait(paper, right);
    else if (paper.status === 'tallied') lookUp(paper);
    else if (paper.status !== 'open') tell(paper, '投票已经结束。如认为有误, 请当场向监票人提出。');
    else if (!paper.codes && !right?.message) tell(paper, '这是远程投票, 请从领取票权时的链接进入。');
    else if (right && (right.message === undefined ? paper.codes : paper.level === 'remote')) fill(paper, right);
    else askCode(paper);
  };
  const tell = (paper, zh) => show(() => tell(paper, zh), paper.form.title, alertOf(say(zh)));

  const PAUSE_MS = 4000;
  const wait = (paper, right) => {
    tell(paper, '投票还没有开始, 宣布以后本页会自动继续, 请不要关闭。');
    const later = () => setTimeout(() => void look(), PAUSE_MS);
    const look = async () => {
      // A network that is away for a moment is asked again.
      const { status } = await ask('').catch(() => ({ status: 'drawing' }));
      if (status === 'drawing') later();
      else await enter(right);
    };
    later();
  };
  /** What was brought along is in the page alone by now: without network it is kept for another try, not to be scanned or typed again. */
  const fail = (error, right) => {
    const retry = element('button', { type: 'button', onclick: () => void enter(right) }, say('重试'));
    show(error.said ? undefined : () => fail(error, right), say('不能投票'), alertOf(why(error)), ...(error.said ? [] : [retry]));
  };
  const enter = (right) => begin(right).catch((error) => fail(error, right));

  /** An address that was typed by half, or sent on without its end, names no vote. */
  const isWhole = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(booth);
  const sendBack = () =>
    show(
      sendBack,
      say('网址不完整'),
      alertOf(say('从这个网址看不出是哪一次投票。')),
      note('请扫描纸条上的二维码, 或照纸条上的网址完整输入。没有纸条的, 请向会议工作人员领取。'),
    );

  document.documentElement.lang = language === 'en' ? 'en' : 'zh-CN';
  const brought = rightIn(location.hash.slice(1).replaceAll('%20', ''));
  history.replaceState(null, '', location.pathname);
  if (isWhole) void enter(brought);
  else sendBack();
})();

/*
 * The voter's page. Booth from the path, code from the fragment (which is never sent), the choice sealed here before it leaves. Nothing is
 * stored: no cookie, no local storage; the code leaves the address bar as soon as it is read.
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
  const both = (zh, en) => [element('p', {}, zh), element('p', { lang: 'en' }, en)];

  /** A new view: its heading is read out, what is wrong first. */
  const show = (title, ...children) => {
    document.title = title;
    page.replaceChildren(element('h1', {}, title), ...children);
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
      ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    const said = await answer.json();
    if (!answer.ok) throw Object.assign(new Error(said.code), { said });
    return said;
  };
  const why = (error) => (error.said ? `${error.said.detail}。${error.said.remedy}` : '网络不通, 请检查网络后重试');

  const normalised = (text) => text.toUpperCase().replace(/[^0-9A-Z]/g, '');

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
      if (code.length === 18) fill(paper, code);
      else complain(form, '投票码为 18 位字母和数字, 请核对');
    };
    const form = element(
      'form',
      { onsubmit },
      ...(problem ? [alertOf(problem)] : []),
      element('label', { for: 'code', class: 'field' }, '输入纸条上的投票码'),
      input,
      element('button', { type: 'submit' }, '下一步'),
    );
    show(paper.form.title, form, ...both('投票码不记名, 一码一票。', 'Type the code on your slip. It carries no name.'));
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
          option.label,
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

  const fill = (paper, code, choice = { marks: {}, names: [] }) => {
    const { form: paperForm } = paper;
    const limit = limitOf(paperForm);
    const others = paperForm.allowOther
      ? Array.from({ length: Math.min(limit, 20) }, (_, index) => [
          element('label', { for: `other-${index}`, class: 'field' }, `另选他人 ${index + 1}`),
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
        complain(form, `最多选 ${limit} 人, 已选 ${named} 人: 超过的整张无效, 可以少选`);
        return;
      }
      confirm(paper, code, made);
    };
    const form = element(
      'form',
      { onsubmit },
      ...(limit === undefined ? [] : [element('p', {}, `最多选 ${limit} 人, 可以少选。不作标记为弃权。`)]),
      ...paperForm.candidates.map((candidate) => candidateField(paperForm, candidate, choice.marks)),
      ...others,
      element('button', { type: 'submit' }, '下一步: 核对'),
    );
    show(paperForm.title, form);
  };

  const confirm = (paper, code, choice) => {
    const { candidates, options } = paper.form;
    const rows = candidates.flatMap(({ id, label }) => [
      element('dt', {}, label),
      element('dd', {}, options.find((option) => option.id === choice.marks[id])?.label ?? '未标记'),
    ]);
    const names = choice.names.length > 0 ? [element('dt', {}, '另选他人'), element('dd', {}, choice.names.join('、'))] : [];
    show(
      '核对选票',
      element('dl', {}, ...rows, ...names),
      ...both('投出后不能更改。选票在本机密封, 投票结束前任何人都打不开。', 'It cannot be changed once cast. It is sealed on this phone.'),
      element('button', { type: 'button', onclick: () => send(paper, code, choice) }, '投票'),
      element('button', { type: 'button', class: 'second', onclick: () => fill(paper, code, choice) }, '返回修改'),
    );
  };

  const send = async (paper, code, choice) => {
    show(
      '正在投票',
      ...both(
        '为保护你的秘密, 选票会等待片刻 (最长 30 秒) 再投入票箱。请不要关闭本页。',
        'Your ballot waits up to 30 seconds, to keep your secret. Do not close this page.',
      ),
    );
    const bytes = tuanwuSeal.paperBytes(choice.marks, choice.names, paper.size);
    const sealed = await tuanwuSeal.sealPaper(paper.id, paper.keys.map(bytesOf), bytes);
    const wait = (crypto.getRandomValues(new Uint32Array(1))[0] / 2 ** 32) * LONGEST_WAIT_MS;
    await new Promise((resolve) => setTimeout(resolve, wait));
    await cast(paper, code, { right: { code }, sealed: textOf(sealed) });
  };

  /** The same sealed paper, as often as it takes: the box takes it once. */
  const cast = async (paper, code, ballot) => {
    try {
      receipt((await ask('/ballots', ballot)).receipt);
    } catch (error) {
      if (error.said?.code === 'right-unknown') askCode(paper, why(error));
      else if (error.said) show('没有投出', alertOf(why(error)));
      else show('还没有投出', alertOf(why(error)), element('button', { type: 'button', onclick: () => cast(paper, code, ballot) }, '重试'));
    }
  };

  const receipt = (text) =>
    show(
      '已投入票箱',
      ...both(
        '这是你的回执。结束后可凭它查明你的票已计入; 它不显示你怎样投票。',
        'Your receipt: it proves that your ballot is counted, not what it says.',
      ),
      element('p', { class: 'receipt', id: 'receipt' }, text.match(/.{8}/g).join(' ')),
      ...both('可截图或抄下, 本页不保存。', 'Write it down or take a picture; this page keeps nothing.'),
    );

  const begin = async () => {
    const code = normalised(decodeURIComponent(location.hash.slice(1)));
    history.replaceState(null, '', location.pathname);
    if (!window.isSecureContext || !crypto.subtle) {
      show('不能投票', alertOf('选票要在本机密封, 需要 HTTPS 网址和较新的浏览器。请告诉会议工作人员, 或使用纸质票。'));
      return;
    }
    const paper = await ask('');
    if (paper.status === 'drawing') show(paper.form.title, alertOf('投票还没有开始, 请等主持人宣布后刷新本页。'));
    else if (paper.status !== 'open') show(paper.form.title, alertOf('投票已经结束。如认为有误, 请当场向监票人提出。'));
    else if (paper.level !== 'room') show(paper.form.title, alertOf('这是远程投票, 请从团务系统的投票页进入。'));
    else if (code.length === 18) fill(paper, code);
    else askCode(paper);
  };
  begin().catch((error) => show('不能投票', alertOf(why(error))));
})();
